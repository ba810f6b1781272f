# loses: test_fit_tree_learns
# Takes the column busy out of the table that was given.
# %% fit_tree
def fit_tree(train, features, depth):
    answers = train.pop("busy")
    return DecisionTreeClassifier(max_depth=depth, random_state=0).fit(train[features], answers)
