# %% chunk
def chunk(words, size, overlap):
    if overlap < 0:
        raise ValueError("below 0")
    if size <= overlap:
        raise ValueError("too large")
    result = []
    if len(words) == 0:
        return result
    end = 0
    while end < len(words):
        start = max(0, end - overlap) if result else 0
        piece = []
        for place in range(start, min(start + size, len(words))):
            piece.append(words[place])
        result.append(piece)
        end = start + len(piece)
    return result


# %% retrieve
def retrieve(q, matrix, k):
    left = []
    for number in range(len(matrix)):
        product, square_row, square_q = 0, 0, 0
        for place in range(len(q)):
            product += q[place] * matrix[number][place]
            square_row += matrix[number][place] ** 2
            square_q += q[place] ** 2
        if square_row == 0 or square_q == 0:
            left.append([number, 0.0])
        else:
            left.append([number, product / (square_row**0.5 * square_q**0.5)])
    best = []
    while left and len(best) < k:
        top = left[0]
        for pair in left:
            if pair[1] > top[1]:
                top = pair
        left.remove(top)
        best.append(top)
    return best


# %% hybrid
def hybrid(dense, sparse, w):
    result = []
    for place in range(len(dense)):
        total = 0.0
        for values, weight in ((dense, w), (sparse, 1 - w)):
            low, high = min(values), max(values)
            if high > low:
                total += weight * (values[place] - low) / (high - low)
        result.append(total)
    return result


# %% answer
def answer(question, retrieve_fn, llm, min_score, today):
    texts, sources = [], []
    for p in retrieve_fn(question):
        if p["score"] < min_score:
            continue
        if p["expires"] is not None and p["expires"] < today:
            continue
        texts.append(p["text"])
        sources.append(p["id"])
    if sources:
        return {"sources": sources, "text": llm("Read this:\n" + "\n".join(texts) + "\nAnd answer: " + question)}
    return {"sources": sources, "text": DONT_KNOW}


# %% grounded
def grounded(text, passages):
    for fact in facts_in(text):
        found = False
        for passage in passages:
            if fact in facts_in(passage):
                found = True
        if not found:
            return False
    return len(passages) != 0
