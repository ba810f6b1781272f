# One step at a time, with loops and nothing else.
# %% softmax
def softmax(scores, temperature=1.0):
    if not temperature > 0:
        raise ValueError("temperature")
    if not scores:
        raise ValueError("no scores")
    highest = sorted(scores)[-1]
    weights = []
    for score in scores:
        weights.append(math.e ** ((score - highest) / temperature))
    result = ()
    for weight in weights:
        result = result + (weight / sum(weights),)
    return result


# %% top_k
def top_k(tokens, probs, k):
    left = list(range(len(tokens)))
    found = []
    while left and len(found) < k:
        best = left[0]
        for place in left:
            if probs[place] > probs[best]:
                best = place
        left.remove(best)
        found.append([tokens[best], probs[best]])
    return found


# %% tokens_per_word
def tokens_per_word(text, tokenize):
    if text.strip() == "":
        return 0
    count = 0
    for _ in tokenize(text):
        count += 1
    return count / len(" ".join(text.split()).split(" "))


# %% pronoun_gap
def pronoun_gap(logprob, job):
    start = "Yesterday the " + job + " told us that"
    gap = 0
    for ending, sign in ((" he", 1), (" she", -1)):
        gap += sign * logprob(start, ending)
    return gap


# %% unsupported_numbers
def unsupported_numbers(answer, source):
    missing = []
    for number in numbers_in(answer):
        supported = False
        for other in numbers_in(source):
            if float(other.replace(",", "")) == float(number.replace(",", "")):
                supported = True
        if not supported:
            missing.append(float(number.replace(",", "")))
    return sorted(dict.fromkeys(missing))
