# loses: test_radius_steps, test_radius_itself
# Counts the machine itself.
# %% blast_radius
def blast_radius(graph, node):
    reached = [node]
    for name in reached:
        for other in graph.get(name, []):
            if other not in reached:
                reached.append(other)
    return set(reached)
