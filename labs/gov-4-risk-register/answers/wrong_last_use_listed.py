# loses: test_tier_strictest
# Goes through all uses and keeps the tier of the last one.
# %% eu_tier
def eu_tier(uc):
    if not uc.get("does"):
        raise ValueError("nobody has written down what this system does")
    found = [TIER_OF.get(word, "minimal") for word in uc["does"]]
    for tier in found:
        answer = tier
    return answer
