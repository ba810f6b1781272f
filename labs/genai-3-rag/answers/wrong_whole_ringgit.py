# loses: test_grounded_every
# Compares amounts without their sen.
# %% grounded
def grounded(text, passages):
    if len(passages) == 0:
        return False
    known = []
    for passage in passages:
        known = known + [fact.split(".")[0] for fact in facts_in(passage)]
    for fact in facts_in(text):
        if fact.split(".")[0] not in known:
            return False
    return True
