# loses: test_parent_written
# Takes the dot at the end for the beginning of one more label.

# %% parent
def parent(domain):
    labels = domain.lower().split(".")
    two = ".".join(labels[-2:])
    return ".".join(labels[-3:]) if two in SUFFIXES else two
