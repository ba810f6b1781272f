# loses: test_reasons_size, test_reasons_k
# Puts the weakest reasons first.
# %% reasons
def reasons(coef, row, mean, k=3):
    pairs = [(f, coef[f] * (row[f] - mean[f])) for f in coef]
    return sorted(pairs, key=lambda pair: abs(pair[1]), reverse=False)[:k]
