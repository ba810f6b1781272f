# loses: test_parent_two, test_parent_three, test_parent_written
# Always takes the last three labels.

# %% parent
def parent(domain):
    labels = domain.lower().rstrip(".").split(".")
    return ".".join(labels[-3:])
