# loses: test_recourse_smallest, test_recourse_unchanged
# Offers the largest step that helps.
# %% recourse
def recourse(row, predict, editable, steps):
    if predict(row):
        return {}
    tries = [(place, field, change) for field in editable for place, change in enumerate(steps[field])]
    for place, field, change in sorted(tries, reverse=True):
        changed = {**row, field: row[field] + change}
        if predict(changed):
            return {field: changed[field]}
    return None
