# loses: test_beacon_regular
# Lets the score fall below 0.

# %% beacon_score
def beacon_score(times):
    if len(times) < 5:
        return 0.0
    gaps = np.diff(sorted(times))
    if np.mean(gaps) == 0:
        return 0.0
    return 1 - np.std(gaps) / np.mean(gaps)
