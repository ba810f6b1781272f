# loses: test_top_k_order, test_top_k_ties
# Sorts the probabilities alone, and in the list that was given: the tokens stay where they were.
# %% top_k
def top_k(tokens, probs, k):
    probs.sort(reverse=True)
    tokens.sort()
    return list(zip(tokens, probs))[:k]
