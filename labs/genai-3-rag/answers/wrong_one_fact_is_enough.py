# loses: test_grounded_every, test_grounded_passages
# Is content when one of the facts stands there.
# %% grounded
def grounded(text, passages):
    known = [fact for passage in passages for fact in facts_in(passage)]
    facts = facts_in(text)
    return len(passages) > 0 and (not facts or any(fact in known for fact in facts))
