# Arrays, and two hands that walk along the sorted times; addresses as numbers made by the library.

# %% to_frame
def to_frame(packets):
    tcp = [p for p in packets if TCP in p]
    order = np.argsort(np.array([float(p.time) for p in tcp], dtype=float), kind="stable")
    rows = [(float(tcp[n].time), *addresses(tcp[n]), int(tcp[n][TCP].dport), bool(is_knock(tcp[n]))) for n in order]
    return pd.DataFrame(rows, columns=["time", "src", "dst", "port", "knock"])


# %% scanners
def scanners(df, window=60, min_ports=15):
    knocks = df[np.asarray(df["knock"], dtype=bool)]
    found = []
    for src in sorted(set(knocks["src"])):
        for dst in sorted(set(knocks["dst"])):
            part = knocks[(knocks["src"] == src) & (knocks["dst"] == dst)]
            order = np.argsort(part["time"].to_numpy(), kind="stable")
            times, ports = part["time"].to_numpy()[order], part["port"].to_numpy()[order]
            ends = np.searchsorted(times, times + window, side="right")
            if any(len(np.unique(ports[n:end])) >= min_ports for n, end in enumerate(ends)):
                found.append([src, dst])
    return found


# %% brute_force
def brute_force(log, limit=5, window=300):
    rows = []
    for src in log["src"].unique():
        part = log[log["src"] == src]
        ok = part["ok"].to_numpy(dtype=bool)
        times, users = part["time"].to_numpy(dtype=float), part["user"].to_numpy()
        failed = np.sort(times[~ok])
        if len(failed) < limit:
            continue
        ends = failed[limit - 1:]
        close = ends - failed[: len(ends)] <= window
        if not close.any():
            continue
        alarm = ends[close.argmax()]
        later = ok & (times > alarm)
        opened = users[later][times[later].argmin()] if later.any() else None
        rows.append(dict(src=src, alarm=alarm, opened=opened))
    rows.sort(key=lambda row: row["alarm"])
    return tuple(rows)


# %% block_list
def block_list(found, allow):
    ranges = [(n.version, int(n.network_address), int(n.broadcast_address)) for n in map(ip_network, allow)]
    kept = []
    for text in found:
        address = ip_address(text)
        inside = [low <= int(address) <= high for version, low, high in ranges if version == address.version]
        if not any(inside) and text not in kept:
            kept.append(text)
    return np.array(kept, dtype=object)


# %% precision_recall
def precision_recall(found, truth):
    found, truth = np.unique(list(found)), np.unique(list(truth))
    both = np.intersect1d(found, truth).size
    return np.array([both / found.size if found.size else 1, both / truth.size if truth.size else 1], dtype=float)
