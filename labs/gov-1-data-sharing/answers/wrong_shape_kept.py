# loses: test_mask_ic
# Covers what was typed sign by sign, so that numbers typed without dashes get another shape.
# %% mask_ic
def mask_ic(ic):
    return re.sub(r"\d", "*", ic[:-4]) + ic[-4:]
