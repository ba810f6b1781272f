# loses: test_recourse_smallest, test_recourse_protected, test_recourse_unchanged
# Adds the steps of a field up, where each is meant by itself.
# %% recourse
def recourse(row, predict, editable, steps):
    if predict(row):
        return {}
    for place in range(max([len(steps[field]) for field in editable], default=0)):
        for field in editable:
            changed = {**row, field: row[field] + sum(steps[field][: place + 1])}
            if place < len(steps[field]) and predict(changed):
                return {field: changed[field]}
    return None
