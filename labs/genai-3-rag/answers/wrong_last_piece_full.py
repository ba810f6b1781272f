# loses: test_chunk_pieces, test_chunk_overlap
# Moves the last piece back so that it is full, too.
# %% chunk
def chunk(words, size, overlap):
    if overlap < 0 or overlap >= size:
        raise ValueError("the overlap must be at least 0 and below the size")
    pieces = []
    start = 0
    while start < len(words):
        pieces.append(words[start : start + size])
        if start + size >= len(words):
            break
        start = start + size - overlap
    if pieces and len(words) >= size:
        pieces[-1] = words[-size:]
    return pieces
