# loses: test_best_depth_tie
# On a tie takes the deeper tree.
# %% best_depth
def best_depth(scores):
    return max(scores, key=lambda depth: (scores[depth][1], depth))
