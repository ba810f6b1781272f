# loses: test_recourse_smallest
# Tries all steps of one field before it looks at the next field.
# %% recourse
def recourse(row, predict, editable, steps):
    if predict(row):
        return {}
    tries = [(place, field, change) for field in editable for place, change in enumerate(steps[field])]
    for place, field, change in tries:
        changed = {**row, field: row[field] + change}
        if predict(changed):
            return {field: changed[field]}
    return None
