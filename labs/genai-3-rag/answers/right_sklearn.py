# %% chunk
def chunk(words, size, overlap):
    if overlap < 0 or size - overlap <= 0:
        raise ValueError(f"size {size} and overlap {overlap} do not go together")
    if len(words) <= size:
        return [words] if len(words) else []
    return [words[:size], *chunk(words[size - overlap :], size, overlap)]


# %% retrieve
def retrieve(q, matrix, k):
    from sklearn.metrics.pairwise import cosine_similarity

    if not len(matrix):
        return []
    scores = cosine_similarity([q], matrix)[0]
    return sorted(enumerate(scores.tolist()), key=lambda pair: (-pair[1], -pair[0]))[:k]


# %% hybrid
def hybrid(dense, sparse, w):
    from sklearn.preprocessing import minmax_scale

    if len(dense) == 0:
        return []
    first, second = minmax_scale(np.array(dense, dtype=float)), minmax_scale(np.array(sparse, dtype=float))
    return (second + w * (first - second)).tolist()


# %% answer
def answer(question, retrieve_fn, llm, min_score, today):
    fit = [p for p in retrieve_fn(question) if not (p["score"] < min_score or (p["expires"] and today > p["expires"]))]
    result = {"text": DONT_KNOW, "sources": [p["id"] for p in fit]}
    if len(fit) >= 1:
        result["text"] = llm(make_prompt(question, tuple(p["text"] for p in fit)))
    return result


# %% grounded
def grounded(text, passages):
    from collections import Counter

    missing = Counter(set(facts_in(text)))
    for passage in passages:
        missing -= Counter(set(facts_in(passage)))
    return not missing if len(passages) else False
