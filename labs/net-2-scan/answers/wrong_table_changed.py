# loses: test_scanners_ports
# Writes a column of its own into the table that was handed in.
# %% scanners
def scanners(df, window=60, min_ports=15):
    df["pair"] = list(zip(df["src"], df["dst"]))
    found = []
    for pair, part in df[df["knock"]].groupby("pair"):
        for start in part["time"]:
            inside = part[part["time"].between(start, start + window)]
            if inside["port"].nunique() >= min_ports:
                found.append(pair)
                break
    return found
