# loses: test_reasons_sign
# Leaves out the sign, so that nobody knows which way a reason went.
# %% reasons
def reasons(coef, row, mean, k=3):
    pairs = [(f, abs(coef[f] * (row[f] - mean[f]))) for f in coef]
    return sorted(pairs, key=lambda pair: abs(pair[1]), reverse=True)[:k]
