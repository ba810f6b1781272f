# loses: test_radius_steps
# Names a machine once for each way to it.
# %% blast_radius
def blast_radius(graph, node, seen=()):
    found = []
    for name in graph.get(node, []):
        if name not in (*seen, node):
            found += [name, *blast_radius(graph, name, (*seen, node))]
    return found
