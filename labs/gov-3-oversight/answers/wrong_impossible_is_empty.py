# loses: test_recourse_protected, test_recourse_ends, test_recourse_unchanged
# Gives {} where no step helps, as if nothing needed to change.
# %% recourse
def recourse(row, predict, editable, steps):
    if predict(row):
        return {}
    tries = [(place, field, change) for field in editable for place, change in enumerate(steps[field])]
    for place, field, change in sorted(tries):
        changed = {**row, field: row[field] + change}
        if predict(changed):
            return {field: changed[field]}
    return {}
