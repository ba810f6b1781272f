# loses: test_radius_itself
# Counts the machine where a circle leads back to it.
# %% blast_radius
def blast_radius(graph, node):
    reached = list(dict.fromkeys(graph.get(node, [])))
    for name in reached:
        for other in graph.get(name, []):
            if other not in reached:
                reached.append(other)
    return set(reached)
