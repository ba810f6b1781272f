# loses: test_scanners_ports, test_scanners_window
# Expects a scan to go through the doors in rising order.
# %% scanners
def scanners(df, window=60, min_ports=15):
    found = []
    for pair, part in df[df["knock"]].sort_values("time", kind="stable").groupby(["src", "dst"]):
        rows, doors = list(zip(part["time"], part["port"])), []
        for time, port in rows:
            doors = [(t, p) for t, p in doors if t >= time - window]
            if doors and port < doors[-1][1]:
                doors = []
            if not doors or port > doors[-1][1]:
                doors.append((time, port))
            if len(doors) >= min_ports:
                found.append(pair)
                break
    return found
