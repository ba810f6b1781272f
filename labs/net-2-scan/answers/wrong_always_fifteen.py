# loses: test_scanners_window, test_scanners_threshold
# Writes 15 where the setting belongs.
# %% scanners
def scanners(df, window=60, min_ports=15):
    found = []
    for pair, part in df[df["knock"]].groupby(["src", "dst"]):
        for start in part["time"]:
            inside = part[part["time"].between(start, start + window)]
            if inside["port"].nunique() >= 15:
                found.append(pair)
                break
    return found
