# loses: test_chunk_pieces, test_chunk_overlap, test_chunk_edges
# Keeps full pieces only, so that the end of the text is lost.
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
    return [piece for piece in pieces if len(piece) == size]
