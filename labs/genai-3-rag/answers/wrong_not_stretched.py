# loses: test_hybrid_joined, test_hybrid_constant
# Joins the scores as they are, on different scales.
# %% hybrid
def hybrid(dense, sparse, w):
    return [w * d + (1 - w) * s for d, s in zip(dense, sparse)]
