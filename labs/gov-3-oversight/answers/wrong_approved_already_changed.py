# loses: test_recourse_ends
# Gives advice to somebody who would be approved as they are.
# %% recourse
def recourse(row, predict, editable, steps):
    tries = [(place, field, change) for field in editable for place, change in enumerate(steps[field])]
    for place, field, change in sorted(tries):
        changed = {**row, field: row[field] + change}
        if predict(changed):
            return {field: changed[field]}
    return None
