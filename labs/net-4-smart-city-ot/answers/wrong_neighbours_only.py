# loses: test_radius_steps, test_radius_itself
# Counts only the machines one step away.
# %% blast_radius
def blast_radius(graph, node):
    return set(graph.get(node, [])) - {node}
