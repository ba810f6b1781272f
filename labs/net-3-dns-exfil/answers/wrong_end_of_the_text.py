# loses: test_parent_two
# Looks at how the text ends, so that mygov.my counts as gov.my.

# %% parent
def parent(domain):
    name = domain.lower().rstrip(".")
    labels = name.split(".")
    return ".".join(labels[-3:] if name.endswith(tuple(SUFFIXES)) else labels[-2:])
