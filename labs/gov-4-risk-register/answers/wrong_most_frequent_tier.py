# loses: test_tier_strictest
# Takes the tier that most of the uses have.
# %% eu_tier
def eu_tier(uc):
    if not uc.get("does"):
        raise ValueError("nobody has written down what this system does")
    found = [TIER_OF.get(word, "minimal") for word in uc["does"]]
    return max(found, key=found.count)
