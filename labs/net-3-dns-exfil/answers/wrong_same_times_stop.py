# loses: test_beacon_few
# Divides by a mean gap of 0.

# %% beacon_score
def beacon_score(times):
    if len(times) < 5:
        return 0.0
    order = sorted(times)
    gaps = [float(b - a) for a, b in zip(order, order[1:])]
    mean = sum(gaps) / len(gaps)
    spread = (sum((gap - mean) ** 2 for gap in gaps) / len(gaps)) ** 0.5
    return max(0.0, 1 - spread / mean)
