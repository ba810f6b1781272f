# Plain loops and early continues.

# %% modbus_writes
def modbus_writes(packets):
    found = []
    for packet in packets:
        message = modbus(packet)
        if message is None:
            continue
        if packet[TCP].dport != 502:
            continue
        if message["function"] not in [5, 6, 15, 16]:
            continue
        number = message["first"]
        for value in message["values"]:
            row = {}
            row["value"] = value
            row["target"] = message["what"] + " " + str(number)
            row["dst"] = addresses(packet)[1]
            row["src"] = addresses(packet)[0]
            row["time"] = packet.time
            found.append(row)
            number = number + 1
    return found


# %% unauthorised
def unauthorised(writes, policy):
    bad = []
    for write in writes:
        permitted = False
        now = clock(write["time"])
        for line in policy:
            if write["src"] != line["src"] or write["dst"] != line["dst"] or write["target"] != line["target"]:
                continue
            if write["value"] < line["low"] or write["value"] > line["high"]:
                continue
            if line["start"] == line["end"]:
                permitted = True
            elif line["start"] < line["end"] and line["start"] <= now and now < line["end"]:
                permitted = True
            elif line["start"] > line["end"] and not (line["end"] <= now < line["start"]):
                permitted = True
        if not permitted:
            bad.append(write)
    return bad


# %% allowed
def allowed(rules, src, dst, port):
    for rule in rules:
        if rule["src"] != "any" and ip_address(src) not in ip_network(rule["src"]):
            continue
        if rule["dst"] != "any" and ip_address(dst) not in ip_network(rule["dst"]):
            continue
        if rule["port"] != "any" and rule["port"] != port:
            continue
        if rule["action"] == "allow":
            return True
        return False
    return False


# %% attack_path
def attack_path(graph, src, dst):
    came_from = {src: None}
    edge = [src]
    while edge and dst not in came_from:
        beyond = []
        for here in edge:
            for there in graph.get(here, []):
                if there not in came_from:
                    came_from[there] = here
                    beyond.append(there)
        edge = beyond
    if dst not in came_from:
        return None
    path = [dst]
    while came_from[path[0]] is not None:
        path.insert(0, came_from[path[0]])
    return path


# %% blast_radius
def blast_radius(graph, node):
    found, todo = [], [node]
    while todo:
        here = todo.pop()
        for there in graph.get(here, []):
            if there not in found and there != node:
                found.append(there)
                todo.append(there)
    return found
