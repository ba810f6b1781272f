# loses: test_hybrid_joined, test_hybrid_constant
# Stretches both lists by the smallest and largest number of the two together.
# %% hybrid
def hybrid(dense, sparse, w):
    both = list(dense) + list(sparse)
    if len(both) == 0 or max(both) == min(both):
        return [0.0 for value in dense]

    def stretch(values):
        return [(value - min(both)) / (max(both) - min(both)) for value in values]

    return [w * d + (1 - w) * s for d, s in zip(stretch(dense), stretch(sparse))]
