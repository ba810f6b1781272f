# loses: test_parent_two, test_parent_three, test_parent_written
# Stops at a name with fewer labels.

# %% parent
def parent(domain):
    labels = domain.lower().rstrip(".").split(".")
    if labels[-2] + "." + labels[-1] in SUFFIXES:
        return labels[-3] + "." + labels[-2] + "." + labels[-1]
    return labels[-2] + "." + labels[-1]
