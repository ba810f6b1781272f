# loses: test_path_directed, test_path_shortest, test_path_none
# Walks against the arrows.
# %% attack_path
def attack_path(graph, src, dst):
    map_ = networkx.Graph([(a, b) for a in graph for b in graph[a]])
    map_.add_nodes_from([src, dst])
    return networkx.shortest_path(map_, src, dst) if networkx.has_path(map_, src, dst) else None
