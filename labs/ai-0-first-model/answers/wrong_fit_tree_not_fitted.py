# loses: test_fit_tree_learns, test_fit_tree_features, test_fit_tree_depth, test_fit_tree_same
# Makes a tree but never lets it learn.
# %% fit_tree
def fit_tree(train, features, depth):
    return DecisionTreeClassifier(max_depth=depth, random_state=0)
