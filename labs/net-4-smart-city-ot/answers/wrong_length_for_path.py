# loses: test_path_shortest, test_path_none, test_path_directed
# Gives the number of steps in place of the names.
# %% attack_path
def attack_path(graph, src, dst):
    paths = [[src]]
    seen = {src}
    for path in paths:
        if path[-1] == dst:
            return len(path) - 1
        for name in graph.get(path[-1], []):
            if name not in seen:
                seen.add(name)
                paths.append(path + [name])
    return None
