# loses: test_chunk_edges
# Looks at the words first, and refuses nothing where there are none.
# %% chunk
def chunk(words, size, overlap):
    if len(words) == 0:
        return []
    if overlap < 0 or overlap >= size:
        raise ValueError("the overlap must be at least 0 and below the size")
    pieces = []
    start = 0
    while start < len(words):
        pieces.append(words[start : start + size])
        if start + size >= len(words):
            break
        start = start + size - overlap
    return pieces
