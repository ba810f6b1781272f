# loses: test_chunk_edges
# Gives a message back in place of refusing.
# %% chunk
def chunk(words, size, overlap):
    if overlap < 0 or overlap >= size:
        return "the overlap is too large"
    pieces = []
    start = 0
    while start < len(words):
        pieces.append(words[start : start + size])
        if start + size >= len(words):
            break
        start = start + size - overlap
    return pieces
