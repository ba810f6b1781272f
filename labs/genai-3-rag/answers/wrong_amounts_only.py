# loses: test_grounded_every, test_grounded_whole, test_grounded_passages, test_grounded_nothing
# Looks at amounts in ringgit only.
# %% grounded
def grounded(text, passages):
    if len(passages) == 0:
        return False
    known = []
    for passage in passages:
        known = known + facts_in(passage)
    for fact in facts_in(text):
        if fact.startswith("RM") and fact not in known:
            return False
    return True
