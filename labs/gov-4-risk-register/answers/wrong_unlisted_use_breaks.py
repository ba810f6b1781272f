# loses: test_tier_each, test_tier_strictest, test_tier_signed, test_tier_unknown
# A word that is not in the table stops the function with an error.
# %% eu_tier
def eu_tier(uc):
    if not uc.get("does"):
        raise ValueError("nobody has written down what this system does")
    found = [TIER_OF[word] for word in uc["does"]]
    for tier in TIERS:
        if tier in found:
            return tier
