# loses: test_grounded_passages
# Joins the passages without a gap, so that the end of one and the start of the next become one number.
# %% grounded
def grounded(text, passages):
    known = facts_in("".join(passages))
    return len(passages) > 0 and all(fact in known for fact in facts_in(text))
