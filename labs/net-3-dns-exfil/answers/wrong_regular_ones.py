# loses: test_detect_benign
# Takes whatever is regular for a tunnel.

# %% detect
def detect(df):
    found = []
    for name, group in df.groupby("parent"):
        gaps = np.diff(sorted(group["time"]))
        if len(gaps) > 20 and np.std(gaps) < 0.2 * np.mean(gaps):
            found.append(name)
    return found
