# loses: test_recourse_unchanged
# Writes the change into the applicant's own row.
# %% recourse
def recourse(row, predict, editable, steps):
    if predict(row):
        return {}
    tries = [(place, field, change) for field in editable for place, change in enumerate(steps[field])]
    for place, field, change in sorted(tries):
        row[field] += change
        if predict(row):
            return {field: row[field]}
        row[field] -= change
    return None
