# loses: test_top_k_order, test_top_k_ties
# Sorts pairs that begin with the token: by the alphabet, not by probability.
# %% top_k
def top_k(tokens, probs, k):
    return sorted(zip(tokens, probs), reverse=True)[:k]
