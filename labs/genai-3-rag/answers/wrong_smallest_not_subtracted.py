# loses: test_hybrid_joined, test_hybrid_constant
# Divides by the span without subtracting the smallest number.
# %% hybrid
def hybrid(dense, sparse, w):
    def stretch(values):
        if len(values) == 0 or max(values) == min(values):
            return [0.0 for value in values]
        return [value / (max(values) - min(values)) for value in values]

    return [w * d + (1 - w) * s for d, s in zip(stretch(dense), stretch(sparse))]
