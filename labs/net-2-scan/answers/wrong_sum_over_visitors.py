# loses: test_scanners_ports, test_scanners_threshold, test_scanners_knocks
# Adds up the doors that all visitors try at one server.
# %% scanners
def scanners(df, window=60, min_ports=15):
    found = []
    for dst, part in df[df["knock"]].groupby("dst"):
        for start in part["time"]:
            inside = part[part["time"].between(start, start + window)]
            if inside["port"].nunique() >= min_ports:
                found += [(src, dst) for src in inside["src"].unique() if (src, dst) not in found]
    return found
