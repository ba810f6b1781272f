# loses: test_fit_tree_learns, test_fit_tree_features, test_fit_tree_same
# Learns from the first listed column only, so the tree cannot be asked about all of them.
# %% fit_tree
def fit_tree(train, features, depth):
    tree = DecisionTreeClassifier(max_depth=depth, random_state=0)
    tree.fit(train[features[:1]], train["busy"])
    return tree
