# loses: test_tier_unknown
# An empty list is refused, but where the entry is not there, the answer is minimal.
# %% eu_tier
def eu_tier(uc):
    if uc.get("does") == []:
        raise ValueError("nobody has written down what this system does")
    found = [TIER_OF.get(word, "minimal") for word in uc.get("does") or ["?"]]
    for tier in TIERS:
        if tier in found:
            return tier
