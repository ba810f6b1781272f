# %% nbgrader={"grade_id": "setup", "locked": true}
import networkx as nx
from scapy.all import IP, TCP, UDP, Ether, PacketList, Raw


# %% nbgrader={"grade_id": "packets", "solution": true}
### BEGIN SOLUTION
def parse(pkts):
    return [p[IP].src for p in pkts if IP in p]


def make(dst):
    return IP(dst=dst) / TCP(dport=80) / Raw(b"hi")


def shortest(g, a, b):
    return nx.shortest_path(g, a, b, weight="w")


def graph(edges):
    g = nx.DiGraph()
    g.add_weighted_edges_from(edges)
    return g


def mutate(g):
    g.add_node("new", colour="red")
    g.remove_edge("a", "b")


def filt(pl):
    return pl.filter(lambda p: p.haslayer(UDP))


def ttl(p):
    p[IP].ttl = 5


### END SOLUTION

# %% nbgrader={"grade_id": "test_packets", "grade": true, "points": 1}
p = make("10.0.0.1")
assert p[IP].dst == "10.0.0.1" and p.haslayer(TCP) and p[TCP].dport == 80 and bytes(p[Raw]) == b"hi"
assert parse([IP(src="1.1.1.1") / TCP(), Ether()]) == ["1.1.1.1"]

# %% nbgrader={"grade_id": "test_packet_list", "grade": true, "points": 1}
pl = PacketList([IP() / UDP(), IP() / TCP()])
assert len(filt(pl)) == 1 and filt(pl)[0].haslayer(UDP)

# %% nbgrader={"grade_id": "test_changed_packet", "grade": true, "points": 1}
q = IP(ttl=64)
ttl(q)
assert q.ttl == 5

# %% nbgrader={"grade_id": "test_graphs", "grade": true, "points": 1}
g = nx.Graph()
g.add_edge("a", "b", w=1)
g.add_edge("b", "c", w=1)
g.add_edge("a", "c", w=9)
assert shortest(g, "a", "c") == ["a", "b", "c"]
r = graph([(1, 2, 0.5)])
assert isinstance(r, nx.DiGraph) and r[1][2]["weight"] == 0.5 and r.number_of_edges() == 1
mutate(g)
assert g.nodes["new"]["colour"] == "red" and not g.has_edge("a", "b")
