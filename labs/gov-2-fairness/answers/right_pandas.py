# %% selection_rates
def selection_rates(pred, group):
    values, names = list(pred), list(group)
    if len(values) != len(names):
        raise ValueError("not the same number of answers and people")
    return pd.Series(values, dtype=float).groupby(names).mean()

# %% parity_ratio
def parity_ratio(rates):
    rates = pd.Series(dict(rates))
    return 1.0 if rates.max() == 0 else rates.min() / rates.max()

# %% tpr_gap
def tpr_gap(y, pred, group):
    table = pd.DataFrame({"y": np.asarray(y), "pred": np.asarray(pred), "group": np.asarray(group)})
    rates = table[table["y"] == 1].groupby("group")["pred"].mean()
    return float(rates.max() - rates.min()) if len(rates) >= 2 else 0.0

# %% audit
def audit(df, by):
    grouped = df.groupby(by, dropna=False)["pred"]
    found = pd.DataFrame({"n": grouped.size(), "rate": grouped.mean()})
    return found.assign(reliable=found["n"] > 29).reset_index()

# %% choose_policy
def choose_policy(results, min_ratio, min_acc):
    if len(results) == 0:
        return None
    table = pd.DataFrame(results)
    table = table[(table["ratio"] >= min_ratio) & (table["accuracy"] >= min_acc)]
    table = table.sort_values(["accuracy", "ratio"], ascending=False)
    return None if table.empty else table["name"].iloc[0]
