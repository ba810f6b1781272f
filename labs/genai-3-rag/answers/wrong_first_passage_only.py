# loses: test_grounded_passages
# Looks at the first passage only.
# %% grounded
def grounded(text, passages):
    if len(passages) == 0:
        return False
    known = []
    for passage in list(passages)[:1]:
        known = known + facts_in(passage)
    for fact in facts_in(text):
        if fact not in known:
            return False
    return True
