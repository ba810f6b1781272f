# NumPy arrays and bins, tuples, a SHA-256 of one's own over sorted items.

# %% reasons
def reasons(coef, row, mean, k=3):
    fields = list(coef)
    moved = np.array([coef[f] for f in fields]) * np.array([row[f] - mean[f] for f in fields])
    return tuple((fields[i], moved[i]) for i in np.argsort(-np.abs(moved))[:k])


# %% triage
def triage(p, low, high):
    return np.select([np.isnan(p), p >= high, p >= low], ["review", "approve", "review"], "senior_review").item()


# %% recourse
def recourse(row, predict, editable, steps):
    if predict(dict(row)):
        return {}
    best = None
    for field in editable:
        for place, change in enumerate(steps[field]):
            if predict({name: value + change if name == field else value for name, value in row.items()}):
                if best is None or place < best[0]:
                    best = (place, field, row[field] + change)
                break
    return None if best is None else {best[1]: best[2]}


# %% log_chain
def digest(entry, previous):
    text = previous + "|".join(f"{name!r}:{entry[name]!r}" for name in sorted(entry))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def add_log(log, entry):
    previous = ([START] + [record["hash"] for record in log])[-1]
    return log + [{"hash": digest(entry, previous), "previous": previous, "entry": copy.deepcopy(entry)}]


def verify(log):
    hashes = [START] + [record["hash"] for record in log]
    return all(r["previous"] == before and r["hash"] == digest(r["entry"], before) for r, before in zip(log, hashes))


# %% override_rate
def override_rate(df, min_n=20):
    offices = df["office"].to_numpy()
    decided = df["decided"].notna().to_numpy()
    other = df["suggested"].to_numpy() != df["decided"].to_numpy()
    rates = {}
    for office in set(offices):
        mine = decided & (offices == office)
        rates[office] = np.mean(other[mine]) if mine.sum() >= max(min_n, 1) else np.nan
    return rates
