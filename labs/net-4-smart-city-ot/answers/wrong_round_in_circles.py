# loses: test_path_none, test_path_directed
# Walks round in circles until it is lost.
# %% attack_path
def attack_path(graph, src, dst):
    paths = [[src]]
    for path in paths:
        if path[-1] == dst:
            return path
        if len(paths) > 5000:
            raise RecursionError
        for name in graph.get(path[-1], []):
            paths.append(path + [name])
    return None
