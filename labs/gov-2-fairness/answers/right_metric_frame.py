# %% selection_rates
def selection_rates(pred, group):
    from fairlearn.metrics import MetricFrame, selection_rate

    pred, group = np.asarray(pred), np.asarray(group)
    if len(pred) != len(group):
        raise ValueError("the lengths differ")
    if len(pred) == 0:
        return {}
    frame = MetricFrame(metrics=selection_rate, y_true=pred, y_pred=pred, sensitive_features=group)
    return frame.by_group

# %% parity_ratio
def parity_ratio(rates):
    first, *_, last = sorted([*dict(rates).values(), *dict(rates).values()])
    return first / last if last else 1.0

# %% tpr_gap
def tpr_gap(y, pred, group):
    from sklearn.metrics import recall_score

    y, pred, group = (np.asarray(each) for each in (y, pred, group))
    names = [name for name in np.unique(group) if y[group == name].sum() > 0]
    rates = [recall_score(y[group == name].astype(int), pred[group == name].astype(int)) for name in names]
    return max(rates) - min(rates) if len(names) >= 2 else 0.0

# %% audit
def audit(df, by):
    table = df.assign(_one=1).pivot_table(index=by, values=["_one", "pred"], aggfunc="sum", dropna=False, observed=True)
    table = df.groupby(by, dropna=False).apply(lambda g: pd.Series({"n": len(g), "rate": g["pred"].mean()}))
    table["reliable"] = table["n"].ge(30)
    return table.reset_index()

# %% choose_policy
def choose_policy(results, min_ratio, min_acc):
    def good(r):
        return r["ratio"] >= min_ratio and r["accuracy"] >= min_acc

    names = {(r["accuracy"], r["ratio"]): r["name"] for r in filter(good, results)}
    return names[max(names)] if names else None
