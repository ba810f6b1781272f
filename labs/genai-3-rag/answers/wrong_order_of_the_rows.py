# loses: test_retrieve_cosine, test_retrieve_best, test_retrieve_zero
# Leaves the rows in their order.
# %% retrieve
def retrieve(q, matrix, k):
    pairs = []
    for number, row in enumerate(matrix):
        lengths = math.sqrt(dot(q, q)) * math.sqrt(dot(row, row))
        score = dot(q, row) / lengths if lengths > 0 else 0.0
        pairs.append((number, score))
    return pairs[:k]
