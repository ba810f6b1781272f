# loses: test_grounded_nothing
# Wants the passages to have facts of their own.
# %% grounded
def grounded(text, passages):
    if len(passages) == 0:
        return False
    known = []
    for passage in passages:
        known = known + facts_in(passage)
    if not known:
        return False
    for fact in facts_in(text):
        if fact not in known:
            return False
    return True
