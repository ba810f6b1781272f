# loses: test_retrieve_cosine, test_retrieve_best, test_retrieve_zero
# Divides by the length of the question only.
# %% retrieve
def retrieve(q, matrix, k):
    pairs = []
    for number, row in enumerate(matrix):
        lengths = math.sqrt(dot(q, q))
        score = dot(q, row) / lengths if lengths > 0 else 0.0
        pairs.append((number, score))
    pairs = sorted(pairs, key=lambda pair: pair[1], reverse=True)
    return pairs[:k]
