# loses: test_reasons_size
# Sorts with the sign, so that a strong reason against somebody ends up last.
# %% reasons
def reasons(coef, row, mean, k=3):
    pairs = [(f, coef[f] * (row[f] - mean[f])) for f in coef]
    return sorted(pairs, key=lambda pair: pair[1], reverse=True)[:k]
