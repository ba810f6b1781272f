# loses: test_policy_best, test_policy_none
# Adds ratio and accuracy up, so that one can make up for the other.

# %% choose_policy
def choose_policy(results, min_ratio, min_acc):
    good = [r for r in results if r["ratio"] >= min_ratio and r["accuracy"] >= min_acc]
    if len(good) == 0:
        return None
    best = max(good, key=lambda r: r["accuracy"] + r["ratio"])
    return best["name"]
