# loses: test_radius_steps
# Looks four steps far.
# %% blast_radius
def blast_radius(graph, node):
    reached = {node}
    for _ in range(4):
        reached |= {other for name in reached for other in graph.get(name, [])}
    return reached - {node}
