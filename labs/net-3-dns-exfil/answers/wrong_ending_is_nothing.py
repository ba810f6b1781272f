# loses: test_parent_three
# Gives nothing for an ending that stands alone.

# %% parent
def parent(domain):
    labels = domain.lower().rstrip(".").split(".")
    two = ".".join(labels[-2:])
    if two in SUFFIXES:
        return ".".join(labels[-3:]) if len(labels) > 2 else ""
    return two
