# loses: test_brute_limit, test_brute_order
# Adds up the failures of all addresses.
# %% brute_force
def brute_force(log, limit=5, window=300):
    log = log.sort_values("time")
    failed = log[~log["ok"]]["time"].tolist()
    alarms = {}
    for first, last in zip(failed, failed[limit - 1 :]):
        if last - first <= window:
            src = log[~log["ok"] & (log["time"] == last)]["src"].iloc[0]
            alarms.setdefault(src, last)
    rows = []
    for src, alarm in alarms.items():
        later = log[(log["src"] == src) & log["ok"] & (log["time"] > alarm)]
        rows.append({"src": src, "alarm": alarm, "opened": later["user"].iloc[0] if len(later) else None})
    return rows
