# loses: test_reasons_size, test_reasons_sign, test_reasons_k
# Gives three reasons, whatever k says.
# %% reasons
def reasons(coef, row, mean, k=3):
    pairs = [(f, coef[f] * (row[f] - mean[f])) for f in coef]
    return sorted(pairs, key=lambda pair: abs(pair[1]), reverse=True)[:3]
