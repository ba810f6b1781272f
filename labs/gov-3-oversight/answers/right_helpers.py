# Short helpers, generators, heapq and a table with one row an office.

# %% reasons
def reasons(coef, row, mean, k=3):
    import heapq

    def moved(field):
        return coef[field] * row[field] - coef[field] * mean[field]

    return {field: moved(field) for field in heapq.nlargest(k, coef, key=lambda field: abs(moved(field)))}


# %% triage
def triage(p, low, high):
    if not p == p:
        return "review"
    return ["senior_review", "review", "approve"][int(p >= low) + int(p >= high)]


# %% recourse
def recourse(row, predict, editable, steps):
    from itertools import zip_longest

    if predict(row):
        return {}
    for level in zip_longest(*(steps[field] for field in editable)):
        for field, change in zip(editable, level):
            if change is not None and predict(row | {field: row[field] + change}):
                return {field: row[field] + change}
    return None


# %% log_chain
def link(entry, previous):
    return {"entry": entry, "previous": previous, "hash": fingerprint({"before": previous, "now": entry})}


def add_log(log, entry):
    return [*log, link(entry, log[-1]["hash"] if len(log) else START)]


def verify(log):
    previous = START
    for record in log:
        if record != link(record["entry"], previous):
            return False
        previous = record["hash"]
    return True


# %% override_rate
def override_rate(df, min_n=20):
    def one(office):
        mine = df[(df["office"] == office) & ~df["decided"].isna()]
        return (mine["suggested"] != mine["decided"]).mean() if len(mine) >= min_n else None

    names = sorted(df["office"].unique())
    return pd.DataFrame({"office": names, "rate": [one(name) for name in names]})
