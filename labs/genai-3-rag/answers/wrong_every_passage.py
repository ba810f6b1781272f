# loses: test_grounded_passages
# Wants every passage to hold every fact.
# %% grounded
def grounded(text, passages):
    facts = set(facts_in(text))
    return len(passages) > 0 and all(facts <= set(facts_in(passage)) for passage in passages)
