# loses: test_recourse_smallest, test_recourse_protected, test_recourse_unchanged
# Tries only the first step of each field.
# %% recourse
def recourse(row, predict, editable, steps):
    if predict(row):
        return {}
    tries = [(place, field, change) for field in editable for place, change in enumerate(steps[field])]
    for place, field, change in [t for t in sorted(tries) if t[0] == 0]:
        changed = {**row, field: row[field] + change}
        if predict(changed):
            return {field: changed[field]}
    return None
