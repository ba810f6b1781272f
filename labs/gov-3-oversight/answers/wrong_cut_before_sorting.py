# loses: test_reasons_k
# Takes the first k fields and sorts them afterwards.
# %% reasons
def reasons(coef, row, mean, k=3):
    pairs = [(f, coef[f] * (row[f] - mean[f])) for f in list(coef)[:k]]
    return sorted(pairs, key=lambda pair: abs(pair[1]), reverse=True)
