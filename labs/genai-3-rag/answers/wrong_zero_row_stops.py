# loses: test_retrieve_zero
# Divides by the length 0 of a row of zeros.
# %% retrieve
def retrieve(q, matrix, k):
    pairs = []
    for number, row in enumerate(matrix):
        lengths = math.sqrt(dot(q, q)) * math.sqrt(dot(row, row))
        score = dot(q, row) / lengths
        pairs.append((number, score))
    pairs = sorted(pairs, key=lambda pair: pair[1], reverse=True)
    return pairs[:k]
