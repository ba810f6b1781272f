# Addresses as numbers made by hand; helpers, a queue, and a set that grows until nothing is new.

# %% modbus_writes
def rows_of(packet):
    message = modbus(packet)
    if message and (packet[TCP].dport, message["function"]) in [(502, f) for f in (5, 6, 15, 16)]:
        src, dst = addresses(packet)
        for n, value in enumerate(message["values"], start=message["first"]):
            yield dict(time=float(packet.time), src=src, dst=dst, target="%s %d" % (message["what"], n), value=value)


def modbus_writes(packets):
    return [row for packet in packets for row in rows_of(packet)]


# %% unauthorised
def minutes(text):
    hours, rest = text.split(":")
    return 60 * int(hours) + int(rest)


def unauthorised(writes, policy):
    bad = list(writes)
    for line in policy:
        start, length = minutes(line["start"]), (minutes(line["end"]) - minutes(line["start"])) % 1440 or 1440
        bad = [w for w in bad if (w["src"], w["dst"], w["target"]) != (line["src"], line["dst"], line["target"])
               or w["value"] not in range(line["low"], line["high"] + 1)
               or (minutes(clock(w["time"])) - start) % 1440 >= length]
    return tuple(bad)


# %% allowed
def number(address):
    a, b, c, d = map(int, address.split("."))
    return ((a * 256 + b) * 256 + c) * 256 + d


def matches(place, address):
    if place == "any":
        return True
    base, _, bits = place.partition("/")
    size = 2 ** (32 - int(bits or 32))
    return number(base) // size == number(address) // size


def allowed(rules, src, dst, port):
    verdict = next((r["action"] for r in rules if matches(r["src"], src) and matches(r["dst"], dst) and (r["port"] == "any" or r["port"] == port)), "deny")
    return verdict != "deny"


# %% attack_path
from collections import deque


def attack_path(graph, src, dst):
    queue, seen = deque([(src,)]), set()
    while queue:
        path = queue.popleft()
        if path[-1] == dst:
            return path
        if path[-1] in seen:
            continue
        seen.add(path[-1])
        queue.extend((*path, name) for name in graph.get(path[-1], ()))


# %% blast_radius
def blast_radius(graph, node):
    reached, before = {node}, None
    while reached != before:
        before = set(reached)
        reached |= {other for name in before for other in graph.get(name, [])}
    return sorted(reached - {node})
