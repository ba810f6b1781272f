# loses: test_scanners_knocks
# Counts every packet, so that a server that answers many looks like a scanner.
# %% scanners
def scanners(df, window=60, min_ports=15):
    found = []
    for pair, part in df.groupby(["src", "dst"]):
        for start in part["time"]:
            inside = part[part["time"].between(start, start + window)]
            if inside["port"].nunique() >= min_ports:
                found.append(pair)
                break
    return found
