# loses: test_grounded_every, test_grounded_whole, test_grounded_passages
# Looks for each fact in the text of the passages, where 12 is a part of 120.
# %% grounded
def grounded(text, passages):
    joined = " ".join(passages)
    return len(passages) > 0 and all(fact in joined for fact in facts_in(text))
