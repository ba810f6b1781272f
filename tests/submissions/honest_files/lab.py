# %% nbgrader={"grade_id": "setup", "locked": true}
import json, os
from pathlib import Path


# %% nbgrader={"grade_id": "functions", "solution": true}
### BEGIN SOLUTION
def save(path, text):
    Path(path).write_text(text)


def load(path):
    with open(path) as f:
        return json.load(f)


def report():
    with open("report.csv", "w") as f:
        f.write("a,b\n1,2\n")


### END SOLUTION

# %% nbgrader={"grade_id": "test_written_by_the_function", "grade": true, "points": 1}
save("out.txt", "hi")
assert Path("out.txt").read_text() == "hi"

# %% nbgrader={"grade_id": "test_written_by_the_test", "grade": true, "points": 1}
Path("in.json").write_text('{"a": 1}')
assert load("in.json") == {"a": 1}

# %% nbgrader={"grade_id": "test_in_a_temporary_folder", "grade": true, "points": 1}
import tempfile

with tempfile.TemporaryDirectory() as d:
    p = os.path.join(d, "t.txt")
    save(p, "x")
    assert open(p).read() == "x"

# %% nbgrader={"grade_id": "test_temporary_file", "grade": true, "points": 1}
with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as f:
    f.write("[1]")
assert load(f.name) == [1]

# %% nbgrader={"grade_id": "test_report", "grade": true, "points": 1}
report()
assert open("report.csv").read().splitlines()[0] == "a,b"
import pandas as pd

assert pd.read_csv("report.csv")["a"][0] == 1

# %% nbgrader={"grade_id": "export", "solution": true}
### BEGIN SOLUTION
with open("cell.txt", "w") as file:
    file.write("from the cell")
### END SOLUTION

# %% nbgrader={"grade_id": "test_written_by_the_cell", "grade": true, "points": 1}
assert open("cell.txt").read() == "from the cell"
