# loses: test_fit_tree_depth
# Limits the number of last boxes in place of the number of questions.
# %% fit_tree
def fit_tree(train, features, depth):
    tree = DecisionTreeClassifier(max_leaf_nodes=2**depth, random_state=0)
    tree.fit(train[features], train["busy"])
    return tree
