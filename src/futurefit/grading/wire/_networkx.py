"""Rules for networkx: the four kinds of graph, with every attribute, nodes and neighbours in their order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx

from ._common import BadEncoding
from ._refill import refusal
from ._tree import EARLY, Decoder, Encoder, Node, decoder

MOST_PARTS = 100  # of the tuple that a node is
# By whether edges have a direction, and whether there may be several between two nodes.
_KINDS = {
    (False, False): nx.Graph,
    (True, False): nx.DiGraph,
    (False, True): nx.MultiGraph,
    (True, True): nx.MultiDiGraph,
}


def _enc_graph(coder: Encoder, value: Any) -> Node:
    directed, multi = bool(value.is_directed()), bool(value.is_multigraph())
    places = {node: place for place, node in enumerate(value.nodes)}
    nodes: list[Node] = []
    coder.trail.append(".nodes")
    for node, data in value.nodes(data=True):
        nodes += [coder.node(node), coder.pairs(data.items())]
    coder.trail.pop()
    edges: list[Node] = []
    coder.trail.append(".edges")
    for edge in value.edges(keys=True, data=True) if multi else value.edges(data=True):
        source, target, *key, data = edge
        edges.append([places[source], places[target], coder.node(key[0]) if multi else None, coder.pairs(data.items())])
    coder.trail.pop()
    # The edges alone do not say in what order a node met its neighbours, and algorithms walk in that order.
    orders = [[[places[other] for other in near] for near in side.values()] for side in _sides(value)]
    coder.items -= 3 * len(nodes) + 6 * len(edges)
    attributes = coder.pairs(value.graph.items())
    return ["networkx.graph", directed, multi, nodes, edges, attributes, orders]


@decoder("networkx.graph", EARLY)
def _dec_graph(reader: Decoder, node: list) -> Any:
    _, directed, multi, nodes, edges, attributes, orders = node
    graph = _KINDS[directed, multi]()
    reader.objects.append(graph)
    names: list[Any] = []
    for name, data in zip(nodes[::2], nodes[1::2], strict=True):
        names.append(reader.value(name))
        parts = reader.budget["parts of keys"]
        reader.fit_for_keys(names[-1:])
        if reader.budget["parts of keys"] - parts > MOST_PARTS:  # hashed again for each edge
            raise BadEncoding("a graph with a node of too many parts")
        if names[-1] is None or names[-1] in graph:
            raise BadEncoding("a graph with a node twice, or with None for one")
        graph.add_node(names[-1])
        graph.nodes[names[-1]].update(reader.pairs(data, 0))
    for source, target, key, data in edges:
        ends = names[_place(source, names)], names[_place(target, names)]
        if multi:
            key = reader.value(key)
            reader.fit_for_keys([key])
            if graph.has_edge(*ends, key):
                raise BadEncoding("a graph with an edge twice")
            graph.add_edge(*ends, key)
            graph.edges[*ends, key].update(reader.pairs(data, 0))
        else:
            if graph.has_edge(*ends):
                raise BadEncoding("a graph with an edge twice")
            graph.add_edge(*ends)
            graph.edges[ends].update(reader.pairs(data, 0))
    graph.graph.update(reader.pairs(attributes, 0))
    for side, order in zip(_sides(graph), orders, strict=True):
        for near, places in zip(side.values(), order, strict=True):
            wanted = {names[_place(place, names)]: None for place in places}
            if wanted.keys() != near.keys():
                raise BadEncoding("a graph whose neighbours and edges do not match")
            for name in wanted:
                near[name] = near.pop(name)
    return graph


def _sides(graph: Any) -> list[dict]:
    return [graph._succ, graph._pred] if graph.is_directed() else [graph._adj]


def _place(place: Any, names: list) -> int:
    if type(place) is not int or not 0 <= place < len(names):
        raise BadEncoding("an edge to a node that is not there")
    return place


def rule_for(value: Any) -> tuple[int, Callable[[Encoder, Any], Node]] | None:
    """The rule for a graph; None for networkx's views and other classes."""
    return (EARLY, _enc_graph) if isinstance(value, nx.Graph) else None


def put(original: Any, new: Any) -> bool:
    """Make an old graph hold what a new one holds. False: not a graph.

    Raises:
        CannotCross: the graph is frozen.
    """
    if not isinstance(original, nx.Graph):
        return False
    kind = (original.is_directed(), original.is_multigraph())
    if not isinstance(new, nx.Graph) or (new.is_directed(), new.is_multigraph()) != kind:
        raise BadEncoding("a graph that became something else")
    if nx.is_frozen(original):
        raise refusal(original, "which the function changed though it is frozen", "Return a new graph instead.")
    for old, fresh in zip(
        [original.graph, original._node, *_sides(original)], [new.graph, new._node, *_sides(new)], strict=True
    ):
        old.clear()
        old.update(fresh)
    nx._clear_cache(original)
    return True
