# loses: test_retrieve_cosine
# Rounds the cosine.
# %% retrieve
def retrieve(q, matrix, k):
    pairs = []
    for number, row in enumerate(matrix):
        lengths = math.sqrt(dot(q, q)) * math.sqrt(dot(row, row))
        score = dot(q, row) / lengths if lengths > 0 else 0.0
        pairs.append((number, round(score, 2)))
    pairs = sorted(pairs, key=lambda pair: pair[1], reverse=True)
    return pairs[:k]
