# loses: test_beacon_order
# Sorts the list that was given.

# %% beacon_score
def beacon_score(times):
    if len(times) < 5:
        return 0.0
    if isinstance(times, list):
        times.sort()
    gaps = np.diff(sorted(times))
    return 0.0 if np.mean(gaps) == 0 else max(0.0, 1 - np.std(gaps) / np.mean(gaps))
