# loses: test_retrieve_cosine, test_retrieve_best, test_retrieve_zero
# Takes the sum of the products, so that a long row wins.
# %% retrieve
def retrieve(q, matrix, k):
    pairs = []
    for number, row in enumerate(matrix):
        score = dot(q, row)
        pairs.append((number, score))
    pairs = sorted(pairs, key=lambda pair: pair[1], reverse=True)
    return pairs[:k]
