# loses: test_top_k_ties
# Looks tokens up by their probability, so that of tied tokens one comes twice.
# %% top_k
def top_k(tokens, probs, k):
    ranked = sorted(probs, reverse=True)[:k]
    return [(tokens[probs.index(probability)], probability) for probability in ranked]
