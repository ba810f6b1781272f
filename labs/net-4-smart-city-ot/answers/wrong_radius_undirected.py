# loses: test_radius_steps, test_radius_itself
# Counts machines that lead here as if one could go there.
# %% blast_radius
def blast_radius(graph, node):
    map_ = networkx.Graph([(a, b) for a in graph for b in graph[a]])
    map_.add_node(node)
    return networkx.node_connected_component(map_, node) - {node}
