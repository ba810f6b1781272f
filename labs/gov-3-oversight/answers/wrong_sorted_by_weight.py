# loses: test_reasons_size, test_reasons_k
# Sorts the reasons by their weights.
# %% reasons
def reasons(coef, row, mean, k=3):
    pairs = [(f, coef[f] * (row[f] - mean[f])) for f in coef]
    return sorted(pairs, key=lambda pair: abs(coef[pair[0]]), reverse=True)[:k]
