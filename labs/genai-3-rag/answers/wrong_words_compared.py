# loses: test_grounded_every, test_grounded_whole, test_grounded_passages, test_grounded_nothing
# Wants every word of the text to stand in the passages.
# %% grounded
def grounded(text, passages):
    joined = " ".join(passages).lower().split()
    return len(passages) > 0 and all(word in joined for word in text.lower().split())
