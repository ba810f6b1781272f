# loses: test_reasons_points, test_reasons_size, test_reasons_sign
# Multiplies weight and value, without asking how far the applicant is from the average.
# %% reasons
def reasons(coef, row, mean, k=3):
    pairs = [(f, coef[f] * row[f]) for f in coef]
    return sorted(pairs, key=lambda pair: abs(pair[1]), reverse=True)[:k]
