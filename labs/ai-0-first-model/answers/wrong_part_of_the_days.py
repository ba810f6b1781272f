# loses: test_fit_tree_learns, test_fit_tree_features
# Keeps a part of the training days back, so that the tree never sees them.
# %% fit_tree
def fit_tree(train, features, depth):
    part = train.head(max(4, len(train) * 8 // 10))
    tree = DecisionTreeClassifier(max_depth=depth, random_state=0)
    tree.fit(part[features], part["busy"])
    return tree
