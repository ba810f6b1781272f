# loses: test_chunk_overlap, test_chunk_edges
# Goes on after the end is reached, so that a piece only repeats it.
# %% chunk
def chunk(words, size, overlap):
    if overlap < 0 or overlap >= size:
        raise ValueError("the overlap must be at least 0 and below the size")
    pieces = []
    start = 0
    while start < len(words):
        pieces.append(words[start : start + size])
        start = start + size - overlap
    return pieces
