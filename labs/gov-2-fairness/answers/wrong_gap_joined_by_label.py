# loses: test_gap_forms
# Joins the three columns by their row labels.

# %% tpr_gap
def tpr_gap(y, pred, group):
    table = pd.DataFrame({"y": pd.Series(y), "pred": pd.Series(pred), "group": pd.Series(group)})
    rates = table[table["y"] == 1].groupby("group")["pred"].mean()
    return float(rates.max() - rates.min()) if len(rates) >= 2 else 0.0
