# loses: test_grounded_nothing
# Is content where there is no passage and no fact.
# %% grounded
def grounded(text, passages):
    known = []
    for passage in passages:
        known = known + facts_in(passage)
    for fact in facts_in(text):
        if fact not in known:
            return False
    return True
