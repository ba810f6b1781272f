# loses: test_retrieve_zero
# Divides by the length of the question, which may be 0.
# %% retrieve
def retrieve(q, matrix, k):
    pairs = []
    for number, row in enumerate(matrix):
        unit = [x / math.sqrt(dot(q, q)) for x in q]
        lengths = math.sqrt(dot(row, row))
        score = dot(unit, row) / lengths if lengths > 0 else 0.0
        pairs.append((number, score))
    pairs = sorted(pairs, key=lambda pair: pair[1], reverse=True)
    return pairs[:k]
