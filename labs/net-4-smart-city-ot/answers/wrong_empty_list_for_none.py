# loses: test_path_none, test_path_directed
# Gives an empty list where there is no way.
# %% attack_path
def attack_path(graph, src, dst):
    paths = [[src]]
    seen = {src}
    for path in paths:
        if path[-1] == dst:
            return path
        for name in graph.get(path[-1], []):
            if name not in seen:
                seen.add(name)
                paths.append(path + [name])
    return []
