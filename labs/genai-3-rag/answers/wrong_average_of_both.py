# loses: test_hybrid_joined, test_hybrid_constant
# Divides the joined score by two.
# %% hybrid
def hybrid(dense, sparse, w):
    def stretch(values):
        if len(values) == 0 or max(values) == min(values):
            return [0.0 for value in values]
        return [(value - min(values)) / (max(values) - min(values)) for value in values]

    return [(w * d + (1 - w) * s) / 2 for d, s in zip(stretch(dense), stretch(sparse))]
