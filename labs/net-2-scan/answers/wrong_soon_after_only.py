# loses: test_brute_opened
# Looks for a success within the window after the alarm only.
# %% brute_force
def brute_force(log, limit=5, window=300):
    rows = []
    for src, part in log.sort_values("time").groupby("src"):
        failed = part[~part["ok"]]["time"].tolist()
        alarms = [last for first, last in zip(failed, failed[limit - 1 :]) if last - first <= window]
        if alarms:
            later = part[part["ok"] & (part["time"] > alarms[0]) & (part["time"] <= alarms[0] + window)]
            opened = later["user"].iloc[0] if len(later) > 0 else None
            rows.append({"src": src, "alarm": alarms[0], "opened": opened})
    return sorted(rows, key=lambda row: row["alarm"])
