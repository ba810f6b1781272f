# loses: test_recourse_ends
# Says None where the application is approved as it is.
# %% recourse
def recourse(row, predict, editable, steps):
    if predict(row):
        return None
    tries = [(place, field, change) for field in editable for place, change in enumerate(steps[field])]
    for place, field, change in sorted(tries):
        changed = {**row, field: row[field] + change}
        if predict(changed):
            return {field: changed[field]}
    return None
