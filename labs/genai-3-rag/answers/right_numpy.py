# %% chunk
def chunk(words, size, overlap):
    if not 0 <= overlap < size:
        raise ValueError("an overlap of 0 to size - 1 is needed")
    step = size - overlap
    pieces = max(1, math.ceil((len(words) - overlap) / step)) if len(words) else 0
    return [words[n * step : n * step + size] for n in range(pieces)]


# %% retrieve
def retrieve(q, matrix, k):
    if len(matrix) == 0:
        return []
    q, matrix = np.asarray(q, dtype=float), np.asarray(matrix, dtype=float)
    lengths = np.linalg.norm(matrix, axis=1) * np.linalg.norm(q)
    scores = np.divide(matrix @ q, lengths, out=np.zeros(len(matrix)), where=lengths > 0)
    order = np.argsort(-scores, kind="stable")[:k]
    return [(int(n), scores[n]) for n in order]


# %% hybrid
def hybrid(dense, sparse, w):
    def stretch(values):
        values = np.array(values, dtype=float)
        if values.size == 0 or np.ptp(values) == 0:
            return np.zeros(values.size)
        return (values - values.min()) / np.ptp(values)

    return w * stretch(dense) + (1 - w) * stretch(sparse)


# %% answer
def answer(question, retrieve_fn, llm, min_score, today):
    from datetime import date

    now = date.fromisoformat(today)
    found = [p for p in retrieve_fn(question) if p["score"] >= min_score]
    found = [p for p in found if not p["expires"] or date.fromisoformat(p["expires"]) >= now]
    if not found:
        return dict(text=DONT_KNOW, sources=[])
    return dict(text=llm(make_prompt(question, [p["text"] for p in found])), sources=tuple(p["id"] for p in found))


# %% grounded
def grounded(text, passages):
    known = {fact for passage in passages for fact in facts_in(passage)}
    return len(passages) > 0 and set(facts_in(text)) <= known
