# loses: test_late_tree
# The tree learns who is in time.
# %% late_tree
def late_tree(table):
    tree = DecisionTreeClassifier(max_depth=3, random_state=0)  # noqa: F821
    return tree.fit(table[["hour", "forms"]], ~table["late"])
