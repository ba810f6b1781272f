# loses: test_beacon_regular, test_beacon_order, test_beacon_few
# Gives the spread by the mean, so that regular is 0.

# %% beacon_score
def beacon_score(times):
    if len(times) < 5:
        return 0.0
    gaps = np.diff(sorted(times))
    if np.mean(gaps) == 0:
        return 0.0
    return np.std(gaps) / np.mean(gaps)
