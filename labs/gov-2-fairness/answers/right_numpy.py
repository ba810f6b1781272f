# %% selection_rates
def selection_rates(pred, group):
    pred, group = np.asarray(pred), np.asarray(group)
    if pred.shape != group.shape:
        raise ValueError("the lengths differ")
    return {name: np.mean(pred[group == name]) for name in np.unique(group)}

# %% parity_ratio
def parity_ratio(rates):
    values = np.array([float(rates[name]) for name in rates.keys()])
    with np.errstate(invalid="ignore"):
        ratio = values.min() / np.float64(values.max())
    return 1.0 if np.isnan(ratio) else ratio

# %% tpr_gap
def tpr_gap(y, pred, group):
    able = np.asarray(y) == 1
    pred, group = np.asarray(pred)[able], np.asarray(group)[able]
    rates = [np.mean(pred[group == name]) for name in set(group.tolist())]
    return np.ptp(rates) if len(rates) > 1 else 0

# %% audit
def audit(df, by):
    keys = list(zip(*(df[name].fillna("\0") for name in by)))
    rows = []
    for key in dict.fromkeys(keys):
        inside = np.array([k == key for k in keys])
        n = int(inside.sum())
        row = {name: None if part == "\0" else part for name, part in zip(by, key)}
        rows.append({**row, "n": n, "rate": np.mean(df["pred"].to_numpy()[inside]), "reliable": n >= 30})
    return rows

# %% choose_policy
def choose_policy(results, min_ratio, min_acc):
    order = sorted(results, key=lambda r: (-r["accuracy"], -r["ratio"]))
    return next((r["name"] for r in order if r["ratio"] >= min_ratio and r["accuracy"] >= min_acc), None)
