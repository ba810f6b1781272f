# loses: test_recourse_protected
# Tries everything that has steps, and advises an applicant to become younger.
# %% recourse
def recourse(row, predict, editable, steps):
    if predict(row):
        return {}
    tries = [(place, field, change) for field in steps for place, change in enumerate(steps[field])]
    for place, field, change in sorted(tries):
        changed = {**row, field: row[field] + change}
        if predict(changed):
            return {field: changed[field]}
    return None
