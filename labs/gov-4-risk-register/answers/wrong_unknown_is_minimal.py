# loses: test_tier_unknown
# Where nobody has said what the system does, it is called minimal.
# %% eu_tier
def eu_tier(uc):
    if not uc.get("does"):
        return "minimal"
    found = [TIER_OF.get(word, "minimal") for word in uc["does"]]
    for tier in TIERS:
        if tier in found:
            return tier
