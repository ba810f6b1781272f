# loses: test_grounded_passages
# Wants one passage to hold all the facts.
# %% grounded
def grounded(text, passages):
    facts = set(facts_in(text))
    return any(facts <= set(facts_in(passage)) for passage in passages)
