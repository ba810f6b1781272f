# loses: test_brute_limit
# Sorts the log that was handed in.
# %% brute_force
def brute_force(log, limit=5, window=300):
    rows = []
    log["failed"] = ~log["ok"]
    for src, part in log.sort_values("time").groupby("src"):
        failed = part[part["failed"]]["time"].tolist()
        alarms = [last for first, last in zip(failed, failed[limit - 1 :]) if last - first <= window]
        if alarms:
            later = part[part["ok"] & (part["time"] > alarms[0])]
            rows.append({"src": src, "alarm": alarms[0], "opened": later["user"].iloc[0] if len(later) else None})
    return sorted(rows, key=lambda row: row["alarm"])
