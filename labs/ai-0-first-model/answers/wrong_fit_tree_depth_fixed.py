# loses: test_fit_tree_depth
# Always uses the depth of the example.
# %% fit_tree
def fit_tree(train, features, depth):
    tree = DecisionTreeClassifier(max_depth=2, random_state=0)
    tree.fit(train[features], train["busy"])
    return tree
