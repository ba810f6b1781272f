# %% selection_rates
def selection_rates(pred, group):
    answers = list(pred)
    names = list(group)
    if len(answers) != len(names):
        raise ValueError("different lengths")
    ones, people = {}, {}
    for i in range(len(names)):
        people[names[i]] = people.get(names[i], 0) + 1
        ones[names[i]] = ones.get(names[i], 0) + (1 if answers[i] else 0)
    return {name: ones[name] / people[name] for name in people}

# %% parity_ratio
def parity_ratio(rates):
    low, high = None, None
    for name in dict(rates):
        rate = dict(rates)[name]
        low = rate if low is None or rate < low else low
        high = rate if high is None or rate > high else high
    return low / high if high > 0 else 1.0

# %% tpr_gap
def tpr_gap(y, pred, group):
    truth, picked, names = list(y), list(pred), list(group)
    able = [i for i in range(len(truth)) if truth[i]]
    rates = selection_rates([picked[i] for i in able], [names[i] for i in able])
    values = sorted(rates.values())
    return values[-1] - values[0] if len(values) > 1 else 0.0

# %% audit
def audit(df, by):
    counts = {}
    for row in df.to_dict("records"):
        key = tuple("" if pd.isna(row[name]) else row[name] for name in by)
        n, ones = counts.get(key, (0, 0))
        counts[key] = (n + 1, ones + int(row["pred"]))
    found = []
    for key, (n, ones) in counts.items():
        row = {name: None if part == "" else part for name, part in zip(by, key)}
        row.update(n=n, rate=ones / n, reliable=not n < 30)
        found.append(row)
    return found

# %% choose_policy
def choose_policy(results, min_ratio, min_acc):
    best = None
    for r in results:
        if r["ratio"] < min_ratio or r["accuracy"] < min_acc:
            continue
        if best is None or r["accuracy"] > best["accuracy"]:
            best = r
        elif r["accuracy"] == best["accuracy"] and r["ratio"] > best["ratio"]:
            best = r
    return best["name"] if best else None
