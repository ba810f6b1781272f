# loses: test_reasons_sign
# Takes the average minus the value, which turns every sign around.
# %% reasons
def reasons(coef, row, mean, k=3):
    pairs = [(f, coef[f] * (mean[f] - row[f])) for f in coef]
    return sorted(pairs, key=lambda pair: abs(pair[1]), reverse=True)[:k]
