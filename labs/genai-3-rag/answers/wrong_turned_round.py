# loses: test_grounded_every, test_grounded_passages, test_grounded_nothing
# Asks whether the facts of the passages stand in the text.
# %% grounded
def grounded(text, passages):
    known = facts_in(text)
    return len(passages) > 0 and all(fact in known for passage in passages for fact in facts_in(passage))
