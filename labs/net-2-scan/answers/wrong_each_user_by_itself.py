# loses: test_brute_limit
# Counts for each user by itself, and misses a few passwords with many names.
# %% brute_force
def brute_force(log, limit=5, window=300):
    rows = {}
    for (src, user), part in log.sort_values("time").groupby(["src", "user"]):
        failed = part[~part["ok"]]["time"].tolist()
        alarms = [last for first, last in zip(failed, failed[limit - 1 :]) if last - first <= window]
        if alarms and (src not in rows or alarms[0] < rows[src]["alarm"]):
            later = log[(log["src"] == src) & log["ok"] & (log["time"] > alarms[0])].sort_values("time")
            rows[src] = {"src": src, "alarm": alarms[0], "opened": later["user"].iloc[0] if len(later) else None}
    return sorted(rows.values(), key=lambda row: row["alarm"])
