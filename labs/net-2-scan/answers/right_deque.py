# A deque that holds what lies in the window; dict.fromkeys for uniqueness.

# %% to_frame
def to_frame(packets):
    rows = [dict(zip(["src", "dst"], addresses(p)), time=float(p.time), port=p[TCP].dport, knock=is_knock(p)) for p in packets if TCP in p]
    rows.sort(key=lambda row: row["time"])
    return pd.DataFrame(rows, columns=["time", "src", "dst", "port", "knock"])


# %% scanners
def scanners(df, window=60, min_ports=15):
    inside, found = {}, {}
    for row in df[df["knock"]].sort_values("time").to_dict("records"):
        pair = row["src"], row["dst"]
        queue = inside.setdefault(pair, deque())
        queue.append(row)
        while row["time"] - queue[0]["time"] > window:
            queue.popleft()
        if len({each["port"] for each in queue}) >= min_ports:
            found[pair] = True
    return list(found)


# %% brute_force
def brute_force(log, limit=5, window=300):
    queues, rows = {}, {}
    for _, line in log.sort_values("time").iterrows():
        src = line["src"]
        if src in rows:
            if line["ok"] and rows[src]["opened"] is None and line["time"] > rows[src]["alarm"]:
                rows[src]["opened"] = line["user"]
        elif not line["ok"]:
            queue = queues.setdefault(src, deque(maxlen=limit))
            queue.append(line["time"])
            if len(queue) == limit and queue[-1] - queue[0] <= window:
                rows[src] = {"src": src, "alarm": line["time"], "opened": None}
    return list(rows.values())


# %% block_list
def block_list(found, allow):
    def spared(address):
        return any(ip_address(address) in ip_network(entry) for entry in allow)

    return list(dict.fromkeys(address for address in found if not spared(address)))


# %% precision_recall
def precision_recall(found, truth):
    def share(part, whole):
        part, whole = set(part), set(whole)
        return sum(item in part for item in whole) / len(whole) if whole else 1.0

    return share(truth, found), share(found, truth)
