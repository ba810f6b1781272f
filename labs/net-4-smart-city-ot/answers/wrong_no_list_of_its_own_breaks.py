# loses: test_path_none, test_path_shortest, test_path_directed
# Expects every machine to have a list of its own.
# %% attack_path
def attack_path(graph, src, dst):
    paths = [[src]]
    seen = {src}
    for path in paths:
        if path[-1] == dst:
            return path
        for name in graph[path[-1]]:
            if name not in seen:
                seen.add(name)
                paths.append(path + [name])
    return None
