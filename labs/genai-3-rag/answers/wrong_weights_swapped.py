# loses: test_hybrid_joined
# Gives the weight w to the letters.
# %% hybrid
def hybrid(dense, sparse, w):
    def stretch(values):
        if len(values) == 0 or max(values) == min(values):
            return [0.0 for value in values]
        return [(value - min(values)) / (max(values) - min(values)) for value in values]

    return [(1 - w) * d + w * s for d, s in zip(stretch(dense), stretch(sparse))]
