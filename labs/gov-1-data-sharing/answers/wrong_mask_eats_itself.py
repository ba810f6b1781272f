# loses: test_mask_ic_twice
# Counts the digits from the front, so that a masked number loses its last four too.
# %% mask_ic
def mask_ic(ic):
    return "******-**-" + re.sub(r"\D", "", ic)[8:]
