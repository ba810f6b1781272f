# %% [markdown]
"""
# A table and a tree

What grading costs when a lab begins with pandas and scikit-learn.
"""

# %% nbgrader={"grade_id": "setup", "locked": true}
import pandas as pd
from sklearn.tree import DecisionTreeClassifier

counters = ["Licence", "Passport", "Tax"]
queue = pd.DataFrame(
    {
        "counter": [counters[number % 3] for number in range(240)],
        "hour": [8 + number % 9 for number in range(240)],
        "forms": [1 + number * 7 % 5 for number in range(240)],
        "minutes": [4 + number * 7 % 5 * 3 + number % 9 for number in range(240)],
    }
)
queue["late"] = queue["minutes"] > 15
queue.head()


# %% nbgrader={"grade_id": "mean_wait", "solution": true}
def mean_wait(table):
    """The mean of the column minutes for each counter: a Series whose index is the counter."""
    ### BEGIN SOLUTION
    return table.groupby("counter")["minutes"].mean()
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_mean_wait", "grade": true, "points": 2}
found = mean_wait(queue)
assert list(found.index) == counters, "There is one mean for each counter, in the order of their names."
assert abs(found["Tax"] - queue[queue["counter"] == "Tax"]["minutes"].mean()) < 1e-9, "Is it the mean of its minutes?"
### BEGIN HIDDEN TESTS
small = pd.DataFrame({"counter": ["B", "A", "B"], "minutes": [1.0, 5.0, 4.0]})
assert mean_wait(small).round(6).to_dict() == {"A": 5.0, "B": 2.5}, "Does it use the table that it is given?"
### END HIDDEN TESTS


# %% nbgrader={"grade_id": "late_tree", "solution": true}
def late_tree(table):
    """A decision tree of depth 3 that tells from hour and forms whether a visit is late."""
    ### BEGIN SOLUTION
    tree = DecisionTreeClassifier(max_depth=3, random_state=0)
    return tree.fit(table[["hour", "forms"]], table["late"])
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_late_tree", "grade": true, "points": 3}
tree = late_tree(queue)
guesses = tree.predict(queue[["hour", "forms"]])
assert (guesses == queue["late"]).mean() > 0.85, "The tree should be right for most visits."
### BEGIN HIDDEN TESTS
others = pd.DataFrame({"hour": [8, 16], "forms": [1, 5]})
assert list(tree.predict(others)) == [False, True], "Few forms in the morning are quick; many in the afternoon are not."
### END HIDDEN TESTS
