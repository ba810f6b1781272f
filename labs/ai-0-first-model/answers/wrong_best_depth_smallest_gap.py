# loses: test_best_depth_validation, test_best_depth_tie
# Chooses the depth at which train and validation differ least, which is not the best one.
# %% best_depth
def best_depth(scores):
    return min(sorted(scores), key=lambda depth: scores[depth][0] - scores[depth][1])
