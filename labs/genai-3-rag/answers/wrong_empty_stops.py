# loses: test_hybrid_constant
# Asks for the smallest number of an empty list.
# %% hybrid
def hybrid(dense, sparse, w):
    def stretch(values):
        if max(values) == min(values):
            return [0.0 for value in values]
        return [(value - min(values)) / (max(values) - min(values)) for value in values]

    return [w * d + (1 - w) * s for d, s in zip(stretch(dense), stretch(sparse))]
