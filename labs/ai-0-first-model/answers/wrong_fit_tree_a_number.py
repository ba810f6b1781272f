# loses: test_fit_tree_learns
# Trains a tree that foresees a number between 0 and 1 instead of busy or calm.
# %% fit_tree
def fit_tree(train, features, depth):
    from sklearn.tree import DecisionTreeRegressor

    return DecisionTreeRegressor(max_depth=depth, random_state=0).fit(train[features], train["busy"])
