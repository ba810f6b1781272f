# loses: test_policy_best
# Sorts the list that was given.

# %% choose_policy
def choose_policy(results, min_ratio, min_acc):
    results.sort(key=lambda r: (r["accuracy"], r["ratio"]), reverse=True)
    for r in results:
        if r["ratio"] >= min_ratio and r["accuracy"] >= min_acc:
            return r["name"]
    return None
