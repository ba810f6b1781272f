# loses: test_retrieve_cosine, test_retrieve_best, test_retrieve_zero
# Takes the distance, in which smaller is better.
# %% retrieve
def retrieve(q, matrix, k):
    pairs = []
    for number, row in enumerate(matrix):
        score = -math.dist(q, row)
        pairs.append((number, score))
    pairs = sorted(pairs, key=lambda pair: pair[1], reverse=True)
    return pairs[:k]
