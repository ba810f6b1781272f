# loses: test_top_k_amount
# Takes k steps whatever the length of the list.
# %% top_k
def top_k(tokens, probs, k):
    ranked = sorted(zip(probs, tokens), reverse=True)
    return [(ranked[place][1], ranked[place][0]) for place in range(k)]
