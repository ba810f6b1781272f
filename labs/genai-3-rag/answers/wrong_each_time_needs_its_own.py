# loses: test_grounded_whole
# Wants a fact that is said twice to stand there twice.
# %% grounded
def grounded(text, passages):
    known = [fact for passage in passages for fact in facts_in(passage)]
    for fact in facts_in(text):
        if fact not in known:
            return False
        known.remove(fact)
    return len(passages) > 0
