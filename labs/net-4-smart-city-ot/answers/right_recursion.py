# Comprehensions, recursion, NumPy values and arrays.

# %% modbus_writes
import numpy as np


def modbus_writes(packets):
    read = [(packet, modbus(packet)) for packet in packets]
    return tuple(
        {"time": np.float64(packet.time), "src": addresses(packet)[0], "dst": addresses(packet)[1], "target": f"{m['what']} {m['first'] + i}", "value": np.int64(m["values"][i]), "function": m["function"]}
        for packet, m in read
        if m is not None and m["function"] in (5, 6, 15, 16) and 502 == packet[TCP].dport
        for i in range(len(m["values"]))
    )


# %% unauthorised
def unauthorised(writes, policy):
    return list(filter(lambda write: not [line for line in policy if fits_line(write, **line)], writes))


def fits_line(write, src, dst, target, low, high, start, end):
    now = clock(write["time"])
    window = [start <= now, now < end]
    open_now = all(window) if start < end else any(window)
    return open_now and [write["src"], write["dst"], write["target"]] == [src, dst, target] and not (write["value"] > high or write["value"] < low)


# %% allowed
def allowed(rules, src, dst, port):
    if len(rules) == 0:
        return False
    first, *rest = rules
    networks = [ip_network("0.0.0.0/0" if first[end] == "any" else first[end]) for end in ("src", "dst")]
    if ip_address(src) in networks[0] and ip_address(dst) in networks[1] and str(first["port"]) in ("any", str(port)):
        return first["action"] == "allow"
    return allowed(rest, src, dst, port)


# %% attack_path
def attack_path(graph, src, dst, longest=None):
    for steps in range(len(graph) + 2):
        path = within(graph, src, dst, steps)
        if path:
            return np.array(path)
    return None


def within(graph, here, dst, steps):
    if here == dst:
        return [here]
    ways = [within(graph, there, dst, steps - 1) for there in graph.get(here, [])] if steps > 0 else []
    return next(([here] + way for way in ways if way), None)


# %% blast_radius
def blast_radius(graph, node):
    def walk(here, found):
        for there in graph.get(here, []):
            if there not in found:
                found.add(there)
                walk(there, found)
        return found

    return frozenset(walk(node, set())) - {node}
