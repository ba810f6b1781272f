# loses: test_grounded_nothing
# Refuses a text without facts.
# %% grounded
def grounded(text, passages):
    if len(passages) == 0:
        return False
    if len(facts_in(text)) == 0:
        return False
    known = []
    for passage in passages:
        known = known + facts_in(passage)
    for fact in facts_in(text):
        if fact not in known:
            return False
    return True
