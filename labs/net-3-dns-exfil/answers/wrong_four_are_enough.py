# loses: test_beacon_few
# Is content with four times.

# %% beacon_score
def beacon_score(times):
    if len(times) < 4:
        return 0.0
    gaps = np.diff(sorted(times))
    if np.mean(gaps) == 0:
        return 0.0
    return max(0.0, 1 - np.std(gaps) / np.mean(gaps))
