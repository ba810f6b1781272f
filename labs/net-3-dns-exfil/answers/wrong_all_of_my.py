# loses: test_parent_two
# Takes three labels for whatever ends in .my.

# %% parent
def parent(domain):
    labels = domain.lower().rstrip(".").split(".")
    return ".".join(labels[-3:] if labels[-1] == "my" else labels[-2:])
