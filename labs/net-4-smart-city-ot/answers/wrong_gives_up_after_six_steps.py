# loses: test_path_shortest
# Gives up after six steps.
# %% attack_path
def attack_path(graph, src, dst):
    paths, seen = [[src]], {src}
    for path in paths:
        if path[-1] == dst:
            return path
        for name in graph.get(path[-1], []):
            if name not in seen and len(path) <= 6:
                seen.add(name)
                paths.append(path + [name])
    return None
