# Arrays instead of lists.
# %% softmax
def softmax(scores, temperature=1.0):
    scores = np.asarray(scores, dtype=float)
    if temperature <= 0 or scores.size == 0:
        raise ValueError("needs scores, and a temperature above zero")
    weights = np.exp((scores - scores.max()) / temperature)
    return weights / weights.sum()


# %% top_k
def top_k(tokens, probs, k):
    order = np.argsort(-np.asarray(probs, dtype=float), kind="stable")[:k]
    return [(tokens[place], probs[place]) for place in order]


# %% tokens_per_word
def tokens_per_word(text, tokenize):
    words = len(re.findall(r"\S+", text))
    return np.divide(len(tokenize(text)), words) if words else np.float64(0)


# %% pronoun_gap
def pronoun_gap(logprob, job):
    he, she = np.array([logprob("Yesterday the {} told us that".format(job), " " + word) for word in ("he", "she")])
    return he - she


# %% unsupported_numbers
def unsupported_numbers(answer, source):
    def values(text):
        return np.array([number.replace(",", "") for number in numbers_in(text)], dtype=float)

    return np.setdiff1d(values(answer), values(source))
