# loses: test_radius_steps, test_radius_itself
# Stops after two steps.
# %% blast_radius
def blast_radius(graph, node):
    near = set(graph.get(node, []))
    return (near | {far for name in near for far in graph.get(name, [])}) - {node}
