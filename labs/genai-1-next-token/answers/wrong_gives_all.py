# loses: test_top_k_amount, test_top_k_order, test_top_k_ties
# Gives all tokens, however few were asked for.

# %% top_k
def top_k(tokens, probs, k):
    ranked = sorted(zip(probs, tokens), reverse=True)
    return [(token, probability) for probability, token in ranked]
