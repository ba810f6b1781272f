# loses: test_grounded_every
# Does not look at months.
# %% grounded
def grounded(text, passages):
    if len(passages) == 0:
        return False
    known = []
    for passage in passages:
        known = known + facts_in(passage)
    for fact in facts_in(text):
        if not fact.startswith("month") and fact not in known:
            return False
    return True
