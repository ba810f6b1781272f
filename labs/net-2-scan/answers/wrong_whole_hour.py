# loses: test_scanners_window, test_scanners_threshold
# Forgets the window.
# %% scanners
def scanners(df, window=60, min_ports=15):
    found = []
    for pair, part in df[df["knock"]].groupby(["src", "dst"]):
        for start in part["time"]:
            inside = part
            if inside["port"].nunique() >= min_ports:
                found.append(pair)
                break
    return found
