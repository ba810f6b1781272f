# loses: test_policy_none
# Of two that are equally accurate, takes the one that stands first.

# %% choose_policy
def choose_policy(results, min_ratio, min_acc):
    good = [r for r in results if r["ratio"] >= min_ratio and r["accuracy"] >= min_acc]
    if len(good) == 0:
        return None
    best = max(good, key=lambda r: r["accuracy"])
    return best["name"]
