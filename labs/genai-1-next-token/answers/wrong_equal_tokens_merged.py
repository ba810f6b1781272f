# loses: test_top_k_ties
# Keeps tokens in a dictionary, where equal ones fall together.
# %% top_k
def top_k(tokens, probs, k):
    table = dict(zip(tokens, probs))
    return sorted(table.items(), key=lambda pair: pair[1], reverse=True)[:k]
