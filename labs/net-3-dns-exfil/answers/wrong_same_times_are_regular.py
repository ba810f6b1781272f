# loses: test_beacon_few
# Calls times that are all the same perfectly regular.

# %% beacon_score
def beacon_score(times):
    if len(times) < 5:
        return 0.0
    gaps = np.diff(sorted(times))
    if np.mean(gaps) == 0:
        return 1.0
    return max(0.0, 1 - np.std(gaps) / np.mean(gaps))
