# loses: test_recourse_protected
# Asks about the editable fields, and leaves out the protected ones.
# %% recourse
def recourse(row, predict, editable, steps):
    if predict(row):
        return {}
    tries = [(place, field, change) for field in editable for place, change in enumerate(steps[field])]
    for place, field, change in sorted(tries):
        changed = {name: row[name] for name in editable}
        changed[field] += change
        if predict(changed):
            return {field: changed[field]}
    return None
