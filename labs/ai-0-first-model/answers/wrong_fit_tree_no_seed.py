# loses: test_fit_tree_same
# Leaves the drawing of lots open, so that the same days give different trees.
# %% fit_tree
def fit_tree(train, features, depth):
    tree = DecisionTreeClassifier(max_depth=depth)
    tree.fit(train[features], train["busy"])
    return tree
