# loses: test_beacon_regular
# Cuts the times to whole seconds.

# %% beacon_score
def beacon_score(times):
    gaps = np.diff(sorted(int(t) for t in times))
    if len(gaps) < 4 or np.mean(gaps) == 0:
        return 0.0
    return max(0.0, 1 - np.std(gaps) / np.mean(gaps))
