# loses: test_path_shortest
# Gives the first way that is found, which need not be the shortest.
# %% attack_path
def attack_path(graph, src, dst, seen=()):
    if src == dst:
        return [src]
    for name in graph.get(src, []):
        if name not in (*seen, src):
            rest = attack_path(graph, name, dst, (*seen, src))
            if rest:
                return [src] + rest
    return None
