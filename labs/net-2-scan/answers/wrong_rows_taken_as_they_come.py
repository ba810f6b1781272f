# loses: test_scanners_window
# Takes the rows for sorted by time.
# %% scanners
def scanners(df, window=60, min_ports=15):
    found = []
    for pair, part in df[df["knock"]].groupby(["src", "dst"]):
        inside = deque()
        for time, port in zip(part["time"], part["port"]):
            inside.append((time, port))
            while inside[0][0] < time - window:
                inside.popleft()
            if len({port for _, port in inside}) >= min_ports:
                found.append(pair)
                break
    return found
