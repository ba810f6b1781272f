# loses: test_recourse_protected
# Keeps earlier changes in place, so that the advice rests on several changes at once.
# %% recourse
def recourse(row, predict, editable, steps):
    if predict(row):
        return {}
    tries = [(place, field, change) for field in editable for place, change in enumerate(steps[field])]
    tried = dict(row)
    for place, field, change in sorted(tries):
        tried[field] = row[field] + change
        if predict(tried):
            return {field: tried[field]}
    return None
