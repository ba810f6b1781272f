# loses: test_recourse_smallest, test_recourse_protected, test_recourse_unchanged
# Gives the whole changed application, and not only what changes.
# %% recourse
def recourse(row, predict, editable, steps):
    if predict(row):
        return {}
    tries = [(place, field, change) for field in editable for place, change in enumerate(steps[field])]
    for place, field, change in sorted(tries):
        changed = {**row, field: row[field] + change}
        if predict(changed):
            return changed
    return None
