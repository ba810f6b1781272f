# Tables throughout: rolling windows over an index of times, merge and drop_duplicates.

# %% to_frame
def to_frame(packets):
    tcp = pd.Series([p for p in packets if TCP in p], dtype=object)
    table = pd.DataFrame({
        "time": tcp.map(lambda p: float(p.time)).astype(float),
        "src": tcp.map(lambda p: addresses(p)[0]),
        "dst": tcp.map(lambda p: addresses(p)[1]),
        "port": tcp.map(lambda p: p[TCP].dport),
        "knock": tcp.map(is_knock),
    })
    return table.sort_values("time", kind="mergesort").reset_index(drop=True)


# %% scanners
def scanners(df, window=60, min_ports=15):
    knocks = df[df["knock"]].sort_values("time").copy()
    knocks.index = pd.to_datetime(knocks["time"], unit="s")
    span = pd.Timedelta(seconds=window)
    pairs = []
    for pair, part in knocks.groupby(["src", "dst"]):
        doors = [part.loc[end - span : end, "port"].nunique() for end in part.index]
        if max(doors) >= min_ports:
            pairs.append(pair)
    return pd.DataFrame(pairs, columns=["src", "dst"])


# %% brute_force
def brute_force(log, limit=5, window=300):
    failed = log[~log["ok"].astype(bool)].sort_values("time", kind="stable")
    back = failed.groupby("src")["time"].shift(limit - 1)
    alarms = failed[failed["time"] - back <= window].groupby("src")["time"].min().rename("alarm").reset_index()
    good = log[log["ok"].astype(bool)].merge(alarms, on="src")
    good = good[good["time"] > good["alarm"]].sort_values("time", kind="stable").drop_duplicates("src")
    rows = alarms.merge(good[["src", "user"]].rename(columns={"user": "opened"}), on="src", how="left")
    return rows.sort_values("alarm")


# %% block_list
def block_list(found, allow):
    addresses_found = pd.Series(found, dtype=object).drop_duplicates()
    spared = addresses_found.map(lambda a: any(ip_address(a) in ip_network(n) for n in allow)).astype(bool)
    return addresses_found[~spared]


# %% precision_recall
def precision_recall(found, truth):
    found, truth = pd.Index(sorted(set(found))), pd.Index(sorted(set(truth)))
    precision = found.isin(truth).mean() if len(found) else 1.0
    recall = truth.isin(found).mean() if len(truth) else 1.0
    return pd.Series([precision, recall])
