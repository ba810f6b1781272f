# loses: test_scanners_ports
# Counts knocks, so that the busy gateway is a scanner.
# %% scanners
def scanners(df, window=60, min_ports=15):
    found = []
    for pair, part in df[df["knock"]].groupby(["src", "dst"]):
        for start in part["time"]:
            inside = part[part["time"].between(start, start + window)]
            if len(inside) >= min_ports:
                found.append(pair)
                break
    return found
