# loses: test_parent_three
# Knows gov.my only, and no other ending.

# %% parent
def parent(domain):
    labels = domain.lower().rstrip(".").split(".")
    return ".".join(labels[-3:]) if labels[-2:] == ["gov", "my"] else ".".join(labels[-2:])
