# loses: test_scanners_window
# Forgets a port when its old knock leaves the window, although it was tried again.
# %% scanners
def scanners(df, window=60, min_ports=15):
    found = []
    for pair, part in df[df["knock"]].sort_values("time").groupby(["src", "dst"]):
        inside, ports = deque(), set()
        for time, port in zip(part["time"], part["port"]):
            inside.append((time, port))
            ports.add(port)
            while inside[0][0] < time - window:
                ports.discard(inside.popleft()[1])
            if len(ports) >= min_ports:
                found.append(pair)
                break
    return found
