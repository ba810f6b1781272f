# loses: test_best_depth_tie
# Of two equally good depths, takes the one that is worse on train.
# %% best_depth
def best_depth(scores):
    return min(scores, key=lambda depth: (-scores[depth][1], scores[depth][0], depth))
