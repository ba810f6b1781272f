# loses: test_chunk_overlap
# Adds the overlap to the pieces, which then have more than size words.
# %% chunk
def chunk(words, size, overlap):
    if overlap < 0 or overlap >= size:
        raise ValueError("the overlap must be at least 0 and below the size")
    pieces = []
    start = 0
    while start < len(words):
        pieces.append(words[start : start + size + overlap])
        if start + size + overlap >= len(words):
            break
        start = start + size
    return pieces
