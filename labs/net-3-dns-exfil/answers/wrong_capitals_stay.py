# loses: test_parent_written
# Leaves capitals as they were written.

# %% parent
def parent(domain):
    labels = domain.rstrip(".").split(".")
    two = ".".join(labels[-2:])
    return ".".join(labels[-3:]) if two in SUFFIXES else two
