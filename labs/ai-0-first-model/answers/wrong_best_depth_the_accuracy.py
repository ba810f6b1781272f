# loses: test_best_depth_validation, test_best_depth_tie
# Gives back the best accuracy instead of its depth.
# %% best_depth
def best_depth(scores):
    return max(validation for train, validation in scores.values())
