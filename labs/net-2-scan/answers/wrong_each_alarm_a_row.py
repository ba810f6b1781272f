# loses: test_brute_limit, test_brute_window, test_brute_opened, test_brute_order
# Writes a row for each alarm of an address.
# %% brute_force
def brute_force(log, limit=5, window=300):
    rows = []
    for src, part in log.sort_values("time").groupby("src"):
        failed = part[~part["ok"]]["time"].tolist()
        alarms = [last for first, last in zip(failed, failed[limit - 1 :]) if last - first <= window]
        if alarms:
            later = part[part["ok"] & (part["time"] > alarms[0])]
            opened = later["user"].iloc[0] if len(later) > 0 else None
            rows += [{"src": src, "alarm": alarm, "opened": opened} for alarm in alarms]
    return sorted(rows, key=lambda row: row["alarm"])
