# loses: test_reasons_points
# Rounds the points to two decimals, as the picture does.
# %% reasons
def reasons(coef, row, mean, k=3):
    pairs = []
    for field in coef:
        pairs.append((field, round(coef[field] * (row[field] - mean[field]), 2)))
    pairs = sorted(pairs, key=lambda pair: abs(pair[1]), reverse=True)
    return pairs[:k]
