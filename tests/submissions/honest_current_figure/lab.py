# %% nbgrader={"grade_id": "setup", "locked": true}
import matplotlib.pyplot as plt


# %% nbgrader={"grade_id": "figures", "solution": true}
### BEGIN SOLUTION
def quiet():
    plt.plot([1, 2], [3, 4], "r--")
    plt.title("Quiet")


plt.subplots()  # left open, for the tests to close


### END SOLUTION

# %% nbgrader={"grade_id": "test_current_axes", "grade": true, "points": 1}
plt.close("all")
quiet()
assert (
    plt.gca().get_title() == "Quiet"
    and plt.gca().lines[0].get_color() == "r"
    and plt.gca().lines[0].get_linestyle() == "--"
)

# %% nbgrader={"grade_id": "test_current_figure", "grade": true, "points": 1}
plt.close("all")
quiet()
assert len(plt.gcf().axes) == 1 and plt.get_fignums() == [1]
