# loses: test_tier_signed
# An officer's signature is taken to make a prohibited use a high one.
# %% eu_tier
def eu_tier(uc):
    if not uc.get("does"):
        raise ValueError("nobody has written down what this system does")
    found = [TIER_OF.get(word, "minimal") for word in uc["does"]]
    for tier in TIERS:
        if tier in found:
            if tier == "prohibited" and uc.get("officer_signs"):
                return "high"
            return tier
