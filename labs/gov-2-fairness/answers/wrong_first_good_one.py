# loses: test_policy_best, test_policy_none
# Takes the first that is good enough.

# %% choose_policy
def choose_policy(results, min_ratio, min_acc):
    for r in results:
        if r["ratio"] >= min_ratio and r["accuracy"] >= min_acc:
            return r["name"]
    return None
