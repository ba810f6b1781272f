# loses: test_tier_unknown
# An absent entry is refused, but an empty list is called minimal.
# %% eu_tier
def eu_tier(uc):
    if uc.get("does") is None:
        raise ValueError("nobody has written down what this system does")
    found = ["minimal"] + [TIER_OF.get(word, "minimal") for word in uc["does"]]
    for tier in TIERS:
        if tier in found:
            return tier
