# loses: test_scanners_window
# Lays windows end to end from the first knock of a pair.
# %% scanners
def scanners(df, window=60, min_ports=15):
    found = []
    for pair, part in df[df["knock"]].groupby(["src", "dst"]):
        start = part["time"].min()
        while start <= part["time"].max():
            if part[part["time"].between(start, start + window)]["port"].nunique() >= min_ports:
                found.append(pair)
                break
            start = part[part["time"] > start + window]["time"].min()
    return found
