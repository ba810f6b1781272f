# loses: test_best_depth_tie
# On a tie takes the one that happens to stand first.
# %% best_depth
def best_depth(scores):
    return max(scores, key=lambda depth: scores[depth][1])
