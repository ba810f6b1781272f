# loses: test_recourse_smallest, test_recourse_protected, test_recourse_ends, test_recourse_unchanged
# Asks about the editable fields only, and not about the whole application.
# %% recourse
def recourse(row, predict, editable, steps):
    if predict(row):
        return {}
    tries = [(place, field, change) for field in editable for place, change in enumerate(steps[field])]
    for place, field, change in sorted(tries):
        changed = {field: row[field] + change}
        if predict(changed):
            return {field: changed[field]}
    return None
