# loses: test_chunk_edges
# Takes any overlap, and goes on by at least one word.
# %% chunk
def chunk(words, size, overlap):
    pieces = []
    start = 0
    while start < len(words):
        pieces.append(words[start : start + size])
        if start + size >= len(words):
            break
        start = start + max(size - overlap, 1)
    return pieces
