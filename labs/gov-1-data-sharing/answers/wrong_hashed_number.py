# loses: test_mask_ic, test_mask_ic_twice
# A hash is called a mask: nobody can check it at a counter, and anybody can guess the number.
# %% mask_ic
def mask_ic(ic):
    return hashlib.sha256(ic.encode()).hexdigest()
