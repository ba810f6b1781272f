# loses: test_scanners_ports
# Walks on until the window is over, which needs rows in the order of time.
# %% scanners
def scanners(df, window=60, min_ports=15):
    found = []
    for pair, part in df[df["knock"]].groupby(["src", "dst"]):
        rows = list(zip(part["time"], part["port"]))
        for number, (start, _) in enumerate(rows):
            doors = {port for time, port in rows[number:] if start <= time <= start + window}
            if len(doors) >= min_ports:
                found.append(pair)
                break
    return found
