# loses: test_chunk_edges
# Takes an overlap below 0, which leaves words out.
# %% chunk
def chunk(words, size, overlap):
    if overlap >= size:
        raise ValueError("the overlap must be at least 0 and below the size")
    pieces = []
    start = 0
    while start < len(words):
        pieces.append(words[start : start + size])
        if start + size >= len(words):
            break
        start = start + size - overlap
    return pieces
