# loses: test_beacon_order
# Takes the gaps in the order in which the times came.

# %% beacon_score
def beacon_score(times):
    if len(times) < 5:
        return 0.0
    gaps = np.diff(list(times))
    if np.mean(gaps) == 0:
        return 0.0
    return max(0.0, 1 - np.std(gaps) / np.mean(gaps))
