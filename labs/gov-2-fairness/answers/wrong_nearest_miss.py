# loses: test_policy_none, test_policy_limits
# Where none is good enough, takes the most accurate one all the same.

# %% choose_policy
def choose_policy(results, min_ratio, min_acc):
    good = [r for r in results if r["ratio"] >= min_ratio and r["accuracy"] >= min_acc]
    if len(good) == 0:
        return max(results, key=lambda r: r["accuracy"])["name"] if results else None
    best = max(good, key=lambda r: (r["accuracy"], r["ratio"]))
    return best["name"]
