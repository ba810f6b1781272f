# %% entropy
def entropy(label):
    small = label.lower()
    total = 0.0
    for sign in set(small):
        p = small.count(sign) / len(small)
        total = total + p * math.log2(1 / p)
    return total

# %% parent
def parent(domain):
    labels = [label for label in domain.lower().split(".") if label]
    while len(labels) > 3:
        labels = labels[1:]
    if len(labels) == 3 and ".".join(labels[1:]) not in SUFFIXES:
        labels = labels[1:]
    return ".".join(labels)

# %% beacon_score
def beacon_score(times):
    order = sorted(times)
    if len(order) < 5:
        return 0.0
    gaps = [order[i + 1] - order[i] for i in range(len(order) - 1)]
    mean = sum(gaps) / len(gaps)
    if mean == 0:
        return 0.0
    spread = math.sqrt(sum((gap - mean) ** 2 for gap in gaps) / len(gaps))
    return 1 - spread / mean if spread < mean else 0.0

# %% detect
def detect(df):
    names, signs = {}, {}
    for row in df.to_dict("records"):
        names.setdefault(row["parent"], set()).add(row["query"])
        signs.setdefault(row["parent"], []).append(row["length"])
    found = set()
    for name in names:
        if len(names[name]) >= 50 and sum(signs[name]) / len(signs[name]) >= 25:
            found.add(name)
    return found

# %% techniques
techniques = ["T1071.004", "T1048"]
