# loses: test_scanners_knocks
# Adds up the doors of all servers for each visitor.
# %% scanners
def scanners(df, window=60, min_ports=15):
    found = []
    for src, part in df[df["knock"]].groupby("src"):
        for start in part["time"]:
            inside = part[part["time"].between(start, start + window)]
            if len(set(zip(inside["dst"], inside["port"]))) >= min_ports:
                found += [(src, dst) for dst in inside["dst"].unique() if (src, dst) not in found]
    return found
