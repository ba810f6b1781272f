# loses: test_tier_each
# Finds a word of the table inside a longer one.
# %% eu_tier
def eu_tier(uc):
    if not uc.get("does"):
        raise ValueError("nobody has written down what this system does")
    text = " ".join(uc["does"])
    for tier in TIERS:
        if any(word in text for word in TIER_OF if TIER_OF[word] == tier):
            return tier
    return "minimal"
