# %% entropy
def entropy(label):
    from scipy.stats import entropy as shannon

    counts = list(Counter(label.lower()).values())
    return shannon(counts, base=2) if counts else 0.0

# %% parent
def parent(domain):
    *_, last = head = domain.rstrip(".").lower().rsplit(".", 3)
    if len(head) >= 2 and f"{head[-2]}.{last}" in set(SUFFIXES):
        return ".".join(head[-3:])
    return ".".join(head[-2:])

# %% beacon_score
def beacon_score(times):
    import statistics

    gaps = pd.Series(list(times), dtype=float).sort_values().diff().dropna().tolist()
    if len(gaps) < 4 or statistics.mean(gaps) == 0:
        return 0.0
    return max(1 - statistics.pstdev(gaps) / statistics.mean(gaps), 0.0)

# %% detect
def detect(df):
    table = df.groupby("parent").agg(names=("query", "nunique"), signs=("length", "median"))
    carried = table["names"] * table["signs"]
    return table[(carried > 1500) & (table["signs"] > 22)].index.tolist()

# %% techniques
techniques = {"T1071.004"}
