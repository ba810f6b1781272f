# loses: test_retrieve_best
# Looks at the first row, also where there is none.
# %% retrieve
def retrieve(q, matrix, k):
    assert len(matrix[0]) == len(q)
    pairs = []
    for number, row in enumerate(matrix):
        lengths = math.sqrt(dot(q, q)) * math.sqrt(dot(row, row))
        score = dot(q, row) / lengths if lengths > 0 else 0.0
        pairs.append((number, score))
    pairs = sorted(pairs, key=lambda pair: pair[1], reverse=True)
    return pairs[:k]
