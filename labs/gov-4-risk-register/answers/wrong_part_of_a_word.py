# loses: test_tier_each
# A word is found in the table when it is a part of one there.
# %% eu_tier
def eu_tier(uc):
    if not uc.get("does"):
        raise ValueError("nobody has written down what this system does")
    found = ["minimal"] + [tier for word in uc["does"] for name, tier in TIER_OF.items() if word in name]
    for tier in TIERS:
        if tier in found:
            return tier
