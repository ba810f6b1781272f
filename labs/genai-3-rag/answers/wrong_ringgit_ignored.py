# loses: test_grounded_whole
# Compares amounts and plain numbers without the RM.
# %% grounded
def grounded(text, passages):
    if len(passages) == 0:
        return False
    known = []
    for passage in passages:
        known = known + [fact.removeprefix("RM") for fact in facts_in(passage)]
    for fact in facts_in(text):
        if fact.removeprefix("RM") not in known:
            return False
    return True
