# loses: test_grounded_every
# Lets the last fact decide.
# %% grounded
def grounded(text, passages):
    known = [fact for passage in passages for fact in facts_in(passage)]
    good = len(passages) > 0
    for fact in facts_in(text):
        good = fact in known
    return good
