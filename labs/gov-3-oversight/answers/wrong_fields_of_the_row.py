# loses: test_reasons_points, test_reasons_k
# Goes through everything in the application, also what the model does not use.
# %% reasons
def reasons(coef, row, mean, k=3):
    pairs = [(f, coef[f] * (row[f] - mean[f])) for f in row]
    return sorted(pairs, key=lambda pair: abs(pair[1]), reverse=True)[:k]
