# loses: test_parent_two, test_parent_three, test_parent_written
# Only cuts off the first label.

# %% parent
def parent(domain):
    labels = domain.lower().rstrip(".").split(".")
    return ".".join(labels[1:]) if len(labels) > 2 else ".".join(labels)
