# loses: test_tier_strictest
# The mildest tier of what the system does is taken, since most of it is harmless.
# %% eu_tier
def eu_tier(uc):
    if not uc.get("does"):
        raise ValueError("nobody has written down what this system does")
    found = [TIER_OF.get(word, "minimal") for word in uc["does"]]
    for tier in TIERS[::-1]:
        if tier in found:
            return tier
