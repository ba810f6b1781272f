# loses: test_retrieve_zero
# Gives a row of zeros the score -1, so that it comes last.
# %% retrieve
def retrieve(q, matrix, k):
    pairs = []
    for number, row in enumerate(matrix):
        lengths = math.sqrt(dot(q, q)) * math.sqrt(dot(row, row))
        score = dot(q, row) / lengths if lengths > 0 else -1.0
        pairs.append((number, score))
    pairs = sorted(pairs, key=lambda pair: pair[1], reverse=True)
    return pairs[:k]
