# loses: test_parent_two
# Looks for the ending anywhere in the name.

# %% parent
def parent(domain):
    labels = domain.lower().rstrip(".").split(".")
    joined = ".".join(labels)
    inside = any(s in joined for s in SUFFIXES)
    return ".".join(labels[-3:]) if inside else ".".join(labels[-2:])
