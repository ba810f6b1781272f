# %% entropy
def entropy(label):
    counts = pd.Series(list(label.lower()), dtype=object).value_counts(normalize=True)
    return float(sum(-p * np.log2(p) for p in counts))

# %% parent
def parent(domain):
    import re

    endings = "|".join(re.escape(suffix) for suffix in SUFFIXES)
    name = domain.lower().rstrip(".")
    match = re.search(rf"[^.]+\.(?:{endings})$", name) or re.search(r"[^.]+\.[^.]+$", name)
    return name if name in SUFFIXES or match is None else match.group()

# %% beacon_score
def beacon_score(times):
    if len(times) < 5 or max(times) == min(times):
        return 0.0
    gaps = np.diff(np.sort(times))
    return float(np.maximum(0, 1 - np.sqrt(np.var(gaps)) / gaps.mean()))

# %% detect
def detect(df):
    from sklearn.linear_model import LogisticRegression

    known = np.array([[1, 7, 2.8], [160, 16, 2.9], [59, 14, 3.5], [16, 32, 3.6], [4, 4, 1.8], [180, 48, 4.5], [60, 33, 4.2], [80, 40, 3.7]])
    guilty = [0, 0, 0, 0, 0, 1, 1, 1]
    if len(df) == 0:
        return []
    scale = np.array([50, 15, 1])
    rule = LogisticRegression(C=100).fit(np.minimum(known, [90, 40, 4]) / scale, guilty)
    table = df.groupby("parent").agg(n=("query", "nunique"), l=("length", "mean"), e=("entropy", "mean"))
    called = rule.predict(np.minimum(table.to_numpy(), [90, 40, 4]) / scale)
    return [name for name, bad in zip(table.index, called) if bad]

# %% techniques
techniques = "T1071.004, T1048, T1572"
