# loses: test_best_depth_validation
# Rounds the accuracies to whole percents before it compares them.
# %% best_depth
def best_depth(scores):
    rounded = {depth: round(pair[1], 2) for depth, pair in scores.items()}
    return min(depth for depth in rounded if rounded[depth] == max(rounded.values()))
