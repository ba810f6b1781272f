# loses: test_rates_forms
# Joins the two columns by their row labels and not by position.

# %% selection_rates
def selection_rates(pred, group):
    if len(pred) != len(group):
        raise ValueError("the lengths differ")
    return pd.Series(pred).astype(float).groupby(pd.Series(group)).mean()
