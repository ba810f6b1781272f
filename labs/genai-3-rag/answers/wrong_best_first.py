# loses: test_hybrid_joined, test_hybrid_constant
# Puts the joined scores in order, so that nobody knows whose they are.
# %% hybrid
def hybrid(dense, sparse, w):
    def stretch(values):
        if len(values) == 0 or max(values) == min(values):
            return [0.0 for value in values]
        return [(value - min(values)) / (max(values) - min(values)) for value in values]

    return sorted([w * d + (1 - w) * s for d, s in zip(stretch(dense), stretch(sparse))], reverse=True)
