# loses: test_top_k_order, test_top_k_ties
# Sorts upwards, so that the least likely come first.
# %% top_k
def top_k(tokens, probs, k):
    ranked = sorted(zip(probs, tokens))
    return [(token, probability) for probability, token in ranked[:k]]
