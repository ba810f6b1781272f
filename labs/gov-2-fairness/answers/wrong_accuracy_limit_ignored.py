# loses: test_policy_limits, test_policy_none
# Forgets that the accuracy has a limit too.

# %% choose_policy
def choose_policy(results, min_ratio, min_acc):
    good = [r for r in results if r["ratio"] >= min_ratio]
    if len(good) == 0:
        return None
    best = max(good, key=lambda r: (r["accuracy"], r["ratio"]))
    return best["name"]
