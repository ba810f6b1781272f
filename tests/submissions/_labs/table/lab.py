# %% nbgrader={"grade_id": "setup", "locked": true}
import pandas as pd

table = pd.DataFrame({"town": ["Ipoh", None, "Muar"], "amount": [1.0, 2.0, 3.0]})


# %% nbgrader={"grade_id": "clean", "solution": true}
def clean(table):
    ### BEGIN SOLUTION
    return table.dropna()
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_equals", "grade": true, "points": 2}
want = table.iloc[[0, 2]]
assert clean(table).equals(want)

# %% nbgrader={"grade_id": "test_values", "grade": true, "points": 2}
want = table.iloc[[0, 2]].copy()
got = clean(table.copy())
assert got.shape == want.shape and (got == want).all().all()
assert list(got["town"]) == ["Ipoh", "Muar"] and got["amount"].sum() == 4
