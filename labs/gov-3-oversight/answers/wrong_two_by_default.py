# loses: test_reasons_k
# Gives two reasons where nothing was said about k.
# %% reasons
def reasons(coef, row, mean, k=2):
    pairs = [(f, coef[f] * (row[f] - mean[f])) for f in coef]
    return sorted(pairs, key=lambda pair: abs(pair[1]), reverse=True)[:k]
