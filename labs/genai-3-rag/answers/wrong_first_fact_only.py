# loses: test_grounded_every, test_grounded_passages
# Looks at the first fact only.
# %% grounded
def grounded(text, passages):
    if len(passages) == 0:
        return False
    known = []
    for passage in passages:
        known = known + facts_in(passage)
    for fact in facts_in(text)[:1]:
        if fact not in known:
            return False
    return True
