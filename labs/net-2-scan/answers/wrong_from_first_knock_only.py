# loses: test_scanners_window
# Lets the window begin at the first knock only.
# %% scanners
def scanners(df, window=60, min_ports=15):
    found = []
    for pair, part in df[df["knock"]].groupby(["src", "dst"]):
        for start in [part["time"].min()]:
            inside = part[part["time"].between(start, start + window)]
            if inside["port"].nunique() >= min_ports:
                found.append(pair)
                break
    return found
