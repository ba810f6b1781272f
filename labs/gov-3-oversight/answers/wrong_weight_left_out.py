# loses: test_reasons_points, test_reasons_size, test_reasons_sign
# Takes the distance from the average alone, without its weight.
# %% reasons
def reasons(coef, row, mean, k=3):
    pairs = [(f, row[f] - mean[f]) for f in coef]
    return sorted(pairs, key=lambda pair: abs(pair[1]), reverse=True)[:k]
