# loses: test_best_depth_validation, test_best_depth_tie
# Chooses by the days that the tree has learned by heart.
# %% best_depth
def best_depth(scores):
    return max(scores, key=lambda depth: scores[depth][0])
