# %% entropy
def entropy(label):
    if not label:
        return 0
    _, counts = np.unique(list(label.lower()), return_counts=True)
    p = counts / counts.sum()
    return float(-(p * np.log2(p)).sum())

# %% parent
def parent(domain):
    name = domain.strip().lower()
    if name.endswith("."):
        name = name[:-1]
    keep = 3 if any(name.endswith("." + suffix) for suffix in SUFFIXES) else 2
    return ".".join(name.split(".")[-keep:])

# %% beacon_score
def beacon_score(times):
    times = np.sort(np.asarray(times, dtype=float))
    if times.size < 5 or times[0] == times[-1]:
        return 0
    gaps = times[1:] - times[:-1]
    return np.clip(1 - gaps.std() / gaps.mean(), 0, 1)

# %% detect
def detect(df):
    unique = df.drop_duplicates("query")
    long = unique[(unique["length"] >= 26) & (unique["entropy"] >= 2.8)]
    counts = long["parent"].value_counts()
    return counts[counts > 40].index

# %% techniques
techniques = ("T1048.003",)
