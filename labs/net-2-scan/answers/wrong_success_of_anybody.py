# loses: test_brute_limit, test_brute_opened, test_brute_order
# Looks for the success at every address.
# %% brute_force
def brute_force(log, limit=5, window=300):
    rows = []
    for src, part in log.sort_values("time").groupby("src"):
        failed = part[~part["ok"]]["time"].tolist()
        alarms = [last for first, last in zip(failed, failed[limit - 1 :]) if last - first <= window]
        if alarms:
            later = log[log["ok"] & (log["time"] > alarms[0])].sort_values("time")
            opened = later["user"].iloc[0] if len(later) > 0 else None
            rows.append({"src": src, "alarm": alarms[0], "opened": opened})
    return sorted(rows, key=lambda row: row["alarm"])
