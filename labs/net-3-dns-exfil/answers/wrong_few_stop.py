# loses: test_beacon_few
# Does not think of few times.

# %% beacon_score
def beacon_score(times):
    gaps = np.diff(sorted(times))
    if np.mean(gaps) == 0:
        return 0.0
    return max(0.0, 1 - np.std(gaps) / np.mean(gaps))
