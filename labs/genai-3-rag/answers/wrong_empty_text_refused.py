# loses: test_grounded_nothing
# Refuses an empty text.
# %% grounded
def grounded(text, passages):
    if len(passages) == 0:
        return False
    if not text:
        return False
    known = []
    for passage in passages:
        known = known + facts_in(passage)
    for fact in facts_in(text):
        if fact not in known:
            return False
    return True
