# loses: test_fit_tree_learns, test_fit_tree_features, test_fit_tree_depth, test_fit_tree_same
# Uses the columns of this lab, whatever list is given.
# %% fit_tree
def fit_tree(train, features, depth):
    tree = DecisionTreeClassifier(max_depth=depth, random_state=0)
    tree.fit(train[FEATURES], train["busy"])
    return tree
