# pandas for reasons, helpers of one's own, a Series of rates, a log checked by building it anew.

# %% reasons
def reasons(coef, row, mean, k=3):
    weights = pd.Series(coef, dtype=float)
    values = pd.Series({field: row[field] for field in coef}, dtype=float)
    moved = weights * (values - pd.Series({field: mean[field] for field in coef}, dtype=float))
    return moved.reindex(moved.abs().sort_values(ascending=False).index).head(k)


# %% triage
def triage(p, low, high):
    if pd.isna(p):
        return "review"
    if p < low:
        return "senior_review"
    return "review" if p < high else "approve"


# %% recourse
def recourse(row, predict, editable, steps):
    def with_change(field, change):
        return {**row, field: row[field] + change}

    ladder = pd.DataFrame([(n, f, c) for f in editable for n, c in enumerate(steps[f])], columns=["n", "field", "change"])
    ladder = ladder.sort_values("n", kind="stable")
    if predict(row):
        return {}
    for field, change in zip(ladder["field"].tolist(), ladder["change"].tolist()):
        if predict(with_change(field, change)):
            return {field: row[field] + change}
    return None


# %% log_chain
def add_log(log, entry):
    previous = START if len(log) == 0 else log[len(log) - 1]["hash"]
    return list(log) + [dict(hash=fingerprint({"p": previous, "e": entry}), previous=previous, entry=entry)]


def verify(log):
    anew = []
    for record in log:
        anew = add_log(anew, record["entry"])
    return list(log) == anew


# %% override_rate
def override_rate(df, min_n=20):
    done = df[df["decided"].notna()].copy()
    done["other"] = (done["suggested"] != done["decided"]).astype(float)
    table = done.groupby("office")["other"].agg(["mean", "count"])
    table.loc[table["count"] < min_n, "mean"] = float("nan")
    missing = [office for office in df["office"].unique() if office not in table.index]
    return pd.concat([table["mean"], pd.Series(float("nan"), index=missing, dtype=float)])
