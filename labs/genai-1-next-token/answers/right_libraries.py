# PyTorch's softmax, a pandas table, sets.
# %% softmax
def softmax(scores, temperature=1.0):
    import torch

    if temperature <= 0 or len(scores) == 0:
        raise ValueError("needs scores, and a temperature above zero")
    return torch.softmax(torch.tensor(scores, dtype=torch.float32) / temperature, dim=0)


# %% top_k
def top_k(tokens, probs, k):
    import pandas as pd

    table = pd.DataFrame({"token": tokens, "probability": probs}).sort_values("probability", ascending=False)
    return list(table.head(k).itertuples(index=False, name=None))


# %% tokens_per_word
def tokens_per_word(text, tokenize):
    try:
        return len(tokenize(text)) / len(text.split())
    except ZeroDivisionError:
        return 0.0


# %% pronoun_gap
def pronoun_gap(logprob, job):
    logs = {ending: logprob(f"Yesterday the {job} told us that", ending) for ending in (" she", " he")}
    return logs[" he"] - logs[" she"]


# %% unsupported_numbers
def unsupported_numbers(answer, source):
    from decimal import Decimal

    said, known = ({float(Decimal(n.replace(",", ""))) for n in numbers_in(text)} for text in (answer, source))
    return said - known
