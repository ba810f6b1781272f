# %% nbgrader={"grade_id": "setup", "locked": true}
import re

import pandas as pd

table = pd.DataFrame({"k": ["a", "b"], "v": [1, 2]})

# %% nbgrader={"grade_id": "things", "solution": true}
### BEGIN SOLUTION
with open("notes.txt", "w") as handle:
    handle.write("x")
groups = table.groupby("k")
match = re.search("a", "cab")
count = len(groups)
### END SOLUTION

# %% nbgrader={"grade_id": "test_handle", "grade": true, "points": 1}
assert handle.closed

# %% nbgrader={"grade_id": "test_groups", "grade": true, "points": 1}
assert groups["v"].sum()["a"] == 1

# %% nbgrader={"grade_id": "test_match", "grade": true, "points": 1}
assert match.start() == 1

# %% nbgrader={"grade_id": "test_count", "grade": true, "points": 1}
assert count == 2
