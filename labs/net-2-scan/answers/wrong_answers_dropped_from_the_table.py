# loses: test_scanners_ports
# Drops the answers from the table that it was given.
# %% scanners
def scanners(df, window=60, min_ports=15):
    df.drop(df[~df["knock"]].index, inplace=True)
    found = []
    for pair, part in df.groupby(["src", "dst"]):
        for start in part["time"]:
            if part[part["time"].between(start, start + window)]["port"].nunique() >= min_ports:
                found.append(pair)
                break
    return found
