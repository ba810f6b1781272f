# loses: test_scanners_ports, test_scanners_window, test_scanners_threshold, test_scanners_knocks
# Asks for more than the threshold.
# %% scanners
def scanners(df, window=60, min_ports=15):
    found = []
    for pair, part in df[df["knock"]].groupby(["src", "dst"]):
        for start in part["time"]:
            inside = part[part["time"].between(start, start + window)]
            if inside["port"].nunique() > min_ports:
                found.append(pair)
                break
    return found
