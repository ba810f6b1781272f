# loses: test_parent_two
# Compares the end of the text, so that my-gov.my is taken for a name below gov.my.

# %% parent
def parent(domain):
    name = domain.lower().rstrip(".")
    labels = name.split(".")
    if any(name.endswith(suffix) for suffix in SUFFIXES):
        keep = [suffix for suffix in SUFFIXES if name.endswith(suffix)][0]
        before = name[: -len(keep)].strip(".").split(".")[-1].strip("-")
        return f"{before}.{keep}" if before else keep
    return ".".join(labels[-2:])
