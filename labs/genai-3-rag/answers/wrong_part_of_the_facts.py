# loses: test_grounded_every, test_grounded_whole
# Looks for each fact in the facts joined to one text.
# %% grounded
def grounded(text, passages):
    joined = " ".join(fact for passage in passages for fact in facts_in(passage))
    return len(passages) > 0 and all(fact in joined for fact in facts_in(text))
