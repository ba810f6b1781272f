# heapq, pattern matching, generators, tuples for lists, a log checked by recursion.


# %% reasons
def reasons(coef, row, mean, k=3):
    import heapq
    return tuple(heapq.nlargest(k, ((f, w * (row[f] - mean[f])) for f, w in coef.items()), key=lambda t: abs(t[1])))


# %% triage
def triage(p, low, high):
    match (p >= high, p < low):
        case (True, _):
            return "approve"
        case (_, True):
            return "senior_review"
        case _:
            return "review"


# %% recourse
def recourse(row, predict, editable, steps):
    if predict(dict(row)):
        return {}
    tries = ((i, f, c) for f, cs in steps.items() if f in editable for i, c in enumerate(cs))
    good = [(i, {f: row[f] + c}) for i, f, c in tries if predict({**row, f: row[f] + c})]
    return min(good, key=lambda t: t[0])[1] if good else None


# %% log_chain
def add_log(log, entry):
    previous = ([{"hash": START}] + list(log))[-1]["hash"]
    record = {"previous": previous, "entry": dict(entry)}
    record["hash"] = fingerprint(record)
    return tuple(log) + (record,)


def verify(log):
    def fits(i):
        if i < 0:
            return True
        r = log[i]
        before = log[i - 1]["hash"] if i else START
        return r["previous"] == before and r["hash"] == fingerprint({"previous": r["previous"], "entry": r["entry"]}) and fits(i - 1)
    return fits(len(log) - 1)


# %% override_rate
def override_rate(df, min_n=20):
    rates = {}
    for office, part in df.groupby("office"):
        done = part[~part.decided.isna()]
        rates[office] = sum(done.suggested != done.decided) / len(done) if len(done) >= min_n and len(done) else None
    return rates
