# pandas and networkx; a table in place of a list.

# %% modbus_writes
def modbus_writes(packets):
    rows = []
    for packet in packets:
        message = modbus(packet)
        if message is None or packet[TCP].sport == 502 or message["function"] not in {5, 6, 15, 16}:
            continue
        for offset in range(len(message["values"])):
            rows.append([float(packet.time), *addresses(packet), message["what"] + " " + str(message["first"] + offset), message["values"][offset]])
    return pd.DataFrame(rows, columns=["time", "src", "dst", "target", "value"])


# %% unauthorised
def unauthorised(writes, policy):
    table = pd.DataFrame(writes, columns=["time", "src", "dst", "target", "value"])
    now = table["time"].map(clock).astype(str)
    fine = pd.Series(False, index=table.index)
    for line in policy:
        after, before = now >= line["start"], now < line["end"]
        window = (after & before) if line["start"] < line["end"] else (after | before)
        fine |= window & table["value"].between(line["low"], line["high"]) & (table[["src", "dst", "target"]] == [line["src"], line["dst"], line["target"]]).all(axis=1)
    return table[~fine]


# %% allowed
def allowed(rules, src, dst, port):
    import ipaddress
    hits = [r["action"] for r in rules
            if r["port"] in ["any", port]
            and all(p == "any" or ipaddress.IPv4Address(a) in ipaddress.IPv4Network(p) for p, a in [(r["src"], src), (r["dst"], dst)])]
    return bool(hits) and hits[0] == "allow"


# %% attack_path
def attack_path(graph, src, dst):
    arrows = networkx.DiGraph()
    arrows.add_nodes_from([src, dst])
    arrows.add_edges_from((a, b) for a, names in graph.items() for b in names)
    try:
        return tuple(networkx.shortest_path(arrows, src, dst))
    except networkx.NetworkXNoPath:
        return None


# %% blast_radius
def blast_radius(graph, node):
    arrows = networkx.DiGraph([(a, b) for a, names in graph.items() for b in names])
    return networkx.descendants(arrows, node) if node in arrows else set()
