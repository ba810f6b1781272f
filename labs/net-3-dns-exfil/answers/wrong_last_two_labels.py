# loses: test_parent_three, test_parent_written
# Always takes the last two labels, which makes every agency one.

# %% parent
def parent(domain):
    labels = domain.lower().rstrip(".").split(".")
    return ".".join(labels[-2:])
