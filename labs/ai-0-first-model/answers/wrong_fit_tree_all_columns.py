# loses: test_fit_tree_features
# Learns from every column of the table, the one that gives the answer away included.
# %% fit_tree
def fit_tree(train, features, depth):
    tree = DecisionTreeClassifier(max_depth=depth, random_state=0)
    tree.fit(train.drop(columns=["busy", "date"], errors="ignore"), train["busy"])
    return tree
