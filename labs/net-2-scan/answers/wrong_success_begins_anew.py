# loses: test_brute_limit, test_brute_opened
# Forgets the failures as soon as a login succeeds.
# %% brute_force
def brute_force(log, limit=5, window=300):
    failed, rows = {}, {}
    for time, src, user, ok in log.sort_values("time")[["time", "src", "user", "ok"]].itertuples(index=False):
        if ok:
            failed[src] = []
            if src in rows and rows[src]["opened"] is None and time > rows[src]["alarm"]:
                rows[src]["opened"] = user
        elif src not in rows:
            failed.setdefault(src, []).append(time)
            if len(failed[src]) >= limit and time - failed[src][-limit] <= window:
                rows[src] = {"src": src, "alarm": time, "opened": None}
    return sorted(rows.values(), key=lambda row: row["alarm"])
