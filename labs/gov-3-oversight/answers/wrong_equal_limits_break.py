# loses: test_triage_nan
# Cuts the scale into bands in a way that breaks where the limits are equal.
# %% triage
def triage(p, low, high):
    bands = pd.cut([p], [-np.inf, low, high, np.inf], right=False, labels=["senior_review", "review", "approve"])
    return bands[0] if isinstance(bands[0], str) else "review"
