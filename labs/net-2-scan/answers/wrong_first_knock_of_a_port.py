# loses: test_scanners_window
# Lets a port count at its first knock only.
# %% scanners
def scanners(df, window=60, min_ports=15):
    found = []
    knocks = df[df["knock"]].sort_values("time").drop_duplicates(["src", "dst", "port"])
    for pair, part in knocks.groupby(["src", "dst"]):
        for start in part["time"]:
            if part["time"].between(start, start + window).sum() >= min_ports:
                found.append(pair)
                break
    return found
