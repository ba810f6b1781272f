# A count of each port in a window with two ends, comprehensions, and try for the empty sets.

# %% to_frame
def to_frame(packets):
    rows = [(float(packet.time), number, packet) for number, packet in enumerate(packets) if packet.haslayer(TCP)]
    table = pd.DataFrame(columns=["time", "src", "dst", "port", "knock"])
    for line, (time, _, packet) in enumerate(sorted(rows, key=lambda row: row[:2])):
        table.loc[line] = [time, *addresses(packet), packet[TCP].dport, is_knock(packet)]
    return table


# %% scanners
def scanners(df, window=60, min_ports=15):
    found = []
    for pair, part in df[df["knock"]].sort_values("time").groupby(["src", "dst"], sort=False):
        times, ports = list(part["time"]), list(part["port"])
        left, count = 0, {}
        for right, port in enumerate(ports):
            count[port] = count.get(port, 0) + 1
            while times[right] - times[left] > window:
                count[ports[left]] -= 1
                if count[ports[left]] == 0:
                    del count[ports[left]]
                left += 1
            if len(count) >= min_ports and pair not in found:
                found.append(pair)
    return found


# %% brute_force
def brute_force(log, limit=5, window=300):
    failures = log[log["ok"].eq(False)]
    rows = []
    for src in set(failures["src"]):
        times = sorted(failures[failures["src"] == src]["time"])
        reached = [t for t in times if sum(t - window <= other <= t for other in times) >= limit]
        group = [t for n, t in enumerate(times) if n >= limit - 1 and t in reached and t - times[n - limit + 1] <= window]
        if group:
            good = log[(log["src"] == src) & log["ok"].eq(True) & (log["time"] > min(group))]
            users = [user for _, user in sorted(zip(good["time"], good["user"]))]
            rows.append({"opened": users[0] if users else None, "alarm": min(group), "src": src, "failures": len(times)})
    return sorted(rows, key=lambda row: (row["alarm"], row["src"]))


# %% block_list
def block_list(found, allow):
    from ipaddress import collapse_addresses

    allowed = [ip_network(entry) for entry in allow]
    four = list(collapse_addresses(n for n in allowed if n.version == 4))
    six = list(collapse_addresses(n for n in allowed if n.version == 6))
    new = [a for n, a in enumerate(found) if a not in found[:n]]
    return [a for a in new if not any(ip_address(a) in n for n in four + six)]


# %% precision_recall
def precision_recall(found, truth):
    both = set(found).intersection(truth)
    try:
        precision = len(both) / len(set(found))
    except ZeroDivisionError:
        precision = 1
    try:
        recall = len(both) / len(set(truth))
    except ZeroDivisionError:
        recall = 1
    return (precision, recall)
