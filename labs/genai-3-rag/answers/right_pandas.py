# %% chunk
def chunk(words, size, overlap):
    if overlap >= size or overlap < 0:
        raise ValueError
    words = list(words)
    starts = range(0, max(len(words) - overlap, min(len(words), 1)), size - overlap)
    return tuple(tuple(words[start : start + size]) for start in starts)


# %% retrieve
def retrieve(q, matrix, k):
    import pandas as pd

    if len(matrix) == 0:
        return []
    table = pd.DataFrame(np.array(matrix, dtype=float))
    question = pd.Series(np.array(q, dtype=float))
    lengths = (table**2).sum(axis=1) ** 0.5 * (question**2).sum() ** 0.5
    scores = (table * question).sum(axis=1).div(lengths.where(lengths > 0)).fillna(0.0)
    return list(scores.sort_values(ascending=False).head(k).items())


# %% hybrid
def hybrid(dense, sparse, w):
    import pandas as pd

    table = pd.DataFrame({"dense": dense, "sparse": sparse}, dtype=float)
    span = (table.max() - table.min()).replace(0, float("nan"))
    table = ((table - table.min()) / span).fillna(0.0)
    return table["dense"] * w + table["sparse"] * (1 - w)


# %% answer
def answer(question, retrieve_fn, llm, min_score, today):
    def fits(p):
        return p["score"] >= min_score and (p["expires"] or "9999-12-31") >= today

    fit = list(filter(fits, retrieve_fn(question)))
    reply = llm(make_prompt(question, [p["text"] for p in fit])) if fit else DONT_KNOW
    return {"text": reply, "sources": [p["id"] for p in fit]}


# %% grounded
def grounded(text, passages):
    joined = facts_in(" \n ".join(passages))
    return bool(len(passages)) and all(joined.count(fact) > 0 for fact in facts_in(text))
