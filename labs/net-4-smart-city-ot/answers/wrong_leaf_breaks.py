# loses: test_radius_steps
# Expects every machine to have a list of its own.
# %% blast_radius
def blast_radius(graph, node):
    reached = [node]
    for name in reached:
        for other in graph[name]:
            if other not in reached:
                reached.append(other)
    return set(reached) - {node}
