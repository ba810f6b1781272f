# loses: test_hybrid_constant
# Leaves a list in which all are the same as it is.
# %% hybrid
def hybrid(dense, sparse, w):
    def stretch(values):
        if len(values) == 0 or max(values) == min(values):
            return list(values)
        return [(value - min(values)) / (max(values) - min(values)) for value in values]

    return [w * d + (1 - w) * s for d, s in zip(stretch(dense), stretch(sparse))]
