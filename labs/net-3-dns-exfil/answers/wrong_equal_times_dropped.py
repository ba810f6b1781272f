# loses: test_beacon_regular
# Drops a lookup that has the same time as another.

# %% beacon_score
def beacon_score(times):
    order = sorted(set(times))
    if len(order) < 5:
        return 0.0
    gaps = np.diff(order)
    return max(0.0, 1 - np.std(gaps) / np.mean(gaps))
