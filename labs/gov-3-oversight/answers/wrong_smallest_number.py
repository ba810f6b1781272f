# loses: test_recourse_smallest
# Compares months and documents as if they were the same unit, and takes the smallest number.
# %% recourse
def recourse(row, predict, editable, steps):
    if predict(row):
        return {}
    tries = [(place, field, change) for field in editable for place, change in enumerate(steps[field])]
    for place, field, change in sorted(tries, key=lambda t: abs(t[2])):
        changed = {**row, field: row[field] + change}
        if predict(changed):
            return {field: changed[field]}
    return None
