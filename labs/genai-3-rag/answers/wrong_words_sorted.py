# loses: test_chunk_pieces, test_chunk_overlap, test_chunk_edges
# Puts the words in order of the alphabet.
# %% chunk
def chunk(words, size, overlap):
    if overlap < 0 or overlap >= size:
        raise ValueError("the overlap must be at least 0 and below the size")
    words = sorted(words, reverse=True)
    pieces = []
    start = 0
    while start < len(words):
        pieces.append(words[start : start + size])
        if start + size >= len(words):
            break
        start = start + size - overlap
    return pieces
