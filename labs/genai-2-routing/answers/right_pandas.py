# Tables and Series of pandas.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    head = "You sort complaints for a council with these departments:\n- " + "\n- ".join(labels)
    shown = "".join("\n\nComplaint: {text}\nDepartment: {department}".format(**example) for example in examples)
    return f"{head}{shown}\n\nComplaint: {complaint}\nDepartment:"


# %% choose_label
def choose_label(scores, margin=0.1):
    series = pd.Series(scores, dtype=float).sort_values(ascending=False)
    if len(series) < 2:
        return series.index[0] if len(series) else None
    lead = series.iloc[0] - series.iloc[1]
    return series.index[0] if lead > 0 and lead >= margin else None


# %% confusion
def confusion(gold, pred, labels):
    if len(gold) != len(pred):
        raise ValueError("the two lists do not match")
    table = pd.DataFrame(0, index=list(labels), columns=list(labels) + ["none"])
    for g, p in zip(gold, pd.Series(list(pred), dtype=object).fillna("none")):
        table.loc[g, p] += 1
    return table


# %% macro_recall
def macro_recall(gold, pred, labels):
    frame = pd.DataFrame({"gold": list(gold), "pred": list(pred)}, dtype=object)
    frame = frame[frame["gold"].isin(list(labels))]
    if frame.empty:
        return 0.0
    return frame.assign(hit=(frame["gold"] == frame["pred"]).astype(float)).groupby("gold")["hit"].mean().mean()


# %% evaluate
def evaluate(items, examples, score_fn):
    shown = [example["text"] for example in examples]
    rows = []
    for item in items:
        if item["text"] not in shown:
            rows.append((item["department"], {label: score_fn(item["text"], examples, label) for label in LABELS}))
    return pd.DataFrame(rows, columns=["gold", "scores"])
