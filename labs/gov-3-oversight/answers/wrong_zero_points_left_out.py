# loses: test_reasons_points
# Leaves out a field in which the applicant is average.
# %% reasons
def reasons(coef, row, mean, k=3):
    pairs = []
    for field in coef:
        if row[field] != mean[field]:
            pairs.append((field, coef[field] * (row[field] - mean[field])))
    pairs = sorted(pairs, key=lambda pair: abs(pair[1]), reverse=True)
    return pairs[:k]
