# loses: test_reasons_points, test_reasons_size, test_reasons_sign, test_reasons_k
# Takes the largest weight for the largest reason, whatever the applicant's own values are.
# %% reasons
def reasons(coef, row, mean, k=3):
    pairs = [(f, coef[f]) for f in coef]
    return sorted(pairs, key=lambda pair: abs(pair[1]), reverse=True)[:k]
