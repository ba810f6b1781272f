# loses: test_retrieve_zero
# Leaves a row of zeros out.
# %% retrieve
def retrieve(q, matrix, k):
    pairs = []
    for number, row in enumerate(matrix):
        lengths = math.sqrt(dot(q, q)) * math.sqrt(dot(row, row))
        if lengths > 0:
            pairs.append((number, dot(q, row) / lengths))
    pairs = sorted(pairs, key=lambda pair: pair[1], reverse=True)
    return pairs[:k]
