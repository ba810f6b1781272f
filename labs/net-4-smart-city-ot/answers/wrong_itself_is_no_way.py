# loses: test_path_none, test_path_shortest
# Finds no way from a machine to itself.
# %% attack_path
def attack_path(graph, src, dst):
    if src == dst:
        return None
    paths = [[src]]
    seen = {src}
    for path in paths:
        if path[-1] == dst:
            return path
        for name in graph.get(path[-1], []):
            if name not in seen:
                seen.add(name)
                paths.append(path + [name])
    return None
