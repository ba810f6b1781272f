# Plain loops and dictionaries, without pandas or sorted triples.

# %% reasons
def reasons(coef, row, mean, k=3):
    left = {field: weight * (row[field] - mean[field]) for field, weight in coef.items()}
    chosen = []
    while left and len(chosen) < k:
        strongest = max(left, key=lambda field: abs(left[field]))
        chosen.append([strongest, left.pop(strongest)])
    return chosen


# %% triage
def triage(p, low, high):
    desk = "review"
    if p >= high:
        desk = "approve"
    elif p < low:
        desk = "senior_review"
    return desk


# %% recourse
def recourse(row, predict, editable, steps):
    if predict(row):
        return {}
    longest = 0
    for field in editable:
        longest = max(longest, len(steps[field]))
    for place in range(longest):
        for field in editable:
            if place < len(steps[field]):
                changed = dict(row)
                changed[field] = row[field] + steps[field][place]
                if predict(changed):
                    return {field: changed[field]}


# %% log_chain
def add_log(log, entry):
    record = {"entry": entry, "previous": START}
    for old in log:
        record["previous"] = old["hash"]
    record["hash"] = fingerprint(record)
    return [*log, record]


def verify(log):
    for place in range(len(log)):
        before = log[place - 1]["hash"] if place > 0 else START
        content = {"entry": log[place]["entry"], "previous": before}
        if log[place]["previous"] != before or log[place]["hash"] != fingerprint(content):
            return False
    return True


# %% override_rate
def override_rate(df, min_n=20):
    cases, departed = Counter(), Counter()
    for office, suggested, decided in zip(df["office"], df["suggested"], df["decided"]):
        cases[office] += 0 if pd.isna(decided) else 1
        departed[office] += 0 if pd.isna(decided) or suggested == decided else 1
    return {office: departed[office] / n if n and n >= min_n else float("nan") for office, n in cases.items()}
