# loses: test_reasons_points
# Takes weights, values and averages by their place in the dictionary and not by their name.
# %% reasons
def reasons(coef, row, mean, k=3):
    pairs = []
    for (field, weight), value, average in zip(coef.items(), row.values(), mean.values()):
        pairs.append((field, weight * (value - average)))
    return sorted(pairs, key=lambda pair: abs(pair[1]), reverse=True)[:k]
