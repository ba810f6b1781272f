# loses: test_reasons_k
# Gives all reasons, however many were asked for.
# %% reasons
def reasons(coef, row, mean, k=3):
    pairs = [(f, coef[f] * (row[f] - mean[f])) for f in coef]
    return sorted(pairs, key=lambda pair: abs(pair[1]), reverse=True)
