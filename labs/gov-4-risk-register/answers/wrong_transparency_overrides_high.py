# loses: test_tier_strictest
# Telling people that it is a chatbot is taken to settle the decision as well: transparency is asked for before high.
# %% eu_tier
def eu_tier(uc):
    if not uc.get("does"):
        raise ValueError("nobody has written down what this system does")
    found = [TIER_OF.get(word, "minimal") for word in uc["does"]]
    for tier in ["prohibited", "transparency", "high", "minimal"]:
        if tier in found:
            return tier
