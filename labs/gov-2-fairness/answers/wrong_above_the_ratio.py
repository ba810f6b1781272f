# loses: test_policy_limits
# Wants more than the ratio asked for.

# %% choose_policy
def choose_policy(results, min_ratio, min_acc):
    good = [r for r in results if r["ratio"] > min_ratio and r["accuracy"] >= min_acc]
    if len(good) == 0:
        return None
    best = max(good, key=lambda r: (r["accuracy"], r["ratio"]))
    return best["name"]
