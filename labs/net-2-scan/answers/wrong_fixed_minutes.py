# loses: test_scanners_window, test_scanners_threshold
# Cuts time into full minutes, and misses a scan that lies across a cut.
# %% scanners
def scanners(df, window=60, min_ports=15):
    found = []
    for pair, part in df[df["knock"]].groupby(["src", "dst"]):
        for start in part["time"]:
            inside = part[part["time"] // max(window, 1) == start // max(window, 1)]
            if inside["port"].nunique() >= min_ports:
                found.append(pair)
                break
    return found
