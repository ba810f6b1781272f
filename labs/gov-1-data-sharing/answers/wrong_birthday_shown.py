# loses: test_mask_ic, test_mask_ic_twice
# The last four digits are hidden and the date of birth stays.
# %% mask_ic
def mask_ic(ic):
    return ic[:6] + "-**-****"
