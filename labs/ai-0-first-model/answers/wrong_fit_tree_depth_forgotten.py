# loses: test_fit_tree_depth
# Lets the tree grow until it knows every day by heart.
# %% fit_tree
def fit_tree(train, features, depth):
    tree = DecisionTreeClassifier(random_state=0)
    tree.fit(train[features], train["busy"])
    return tree
