# %% nbgrader={"grade_id": "setup", "locked": true}
import matplotlib.pyplot as plt
import pandas as pd


# %% nbgrader={"grade_id": "figures", "solution": true}
### BEGIN SOLUTION
def bars(d):
    fig, ax = plt.subplots()
    ax.bar(list(d), list(d.values()), color="red")
    ax.set_title("Trips")
    ax.set_xlabel("Line")
    ax.set_ylabel("Count")
    return ax


def both():
    fig, axes = plt.subplots(1, 2, figsize=(8, 3))
    axes[0].plot([1, 2, 3], [4, 5, 6], label="up")
    axes[0].legend()
    axes[1].hist([1, 1, 2], bins=2)
    return fig, axes


fig, ax = plt.subplots()
ax.scatter([1, 2], [3, 4])
ax.set_title("Scatter")


def fplot(df):
    return df.plot.bar(x="k", y="v", title="T")


### END SOLUTION

# %% nbgrader={"grade_id": "test_bars", "grade": true, "points": 1}
ax2 = bars({"a": 1, "b": 3})
assert ax2.get_title() == "Trips" and ax2.get_xlabel() == "Line" and ax2.get_ylabel() == "Count"
assert len(ax2.patches) == 2 and ax2.patches[1].get_height() == 3

# %% nbgrader={"grade_id": "test_tick_labels", "grade": true, "points": 1}
assert [t.get_text() for t in ax2.get_xticklabels()] == ["a", "b"]

# %% nbgrader={"grade_id": "test_colours", "grade": true, "points": 1}
assert ax2.patches[0].get_facecolor()[:3] == (1, 0, 0)

# %% nbgrader={"grade_id": "test_two_axes", "grade": true, "points": 1}
f, axs = both()
assert len(axs) == 2 and axs.shape == (2,)
assert axs[0].lines[0].get_ydata().tolist() == [4, 5, 6] and axs[0].get_lines()[0].get_label() == "up"
assert len(f.axes) == 2 and axs[0].get_legend() is not None
assert [t.get_text() for t in axs[0].get_legend().get_texts()] == ["up"]

# %% nbgrader={"grade_id": "test_size", "grade": true, "points": 1}
assert f.get_size_inches().tolist() == [8, 3]

# %% nbgrader={"grade_id": "test_kind", "grade": true, "points": 1}
assert isinstance(f, plt.Figure) and isinstance(axs[0], plt.Axes)

# %% nbgrader={"grade_id": "test_variables", "grade": true, "points": 1}
assert ax.get_title() == "Scatter" and ax.collections[0].get_offsets().tolist() == [[1, 3], [2, 4]]
assert fig.axes[0].get_title() == "Scatter"

# %% nbgrader={"grade_id": "test_from_a_table", "grade": true, "points": 1}
a = fplot(pd.DataFrame({"k": ["a"], "v": [2]}))
assert a.get_title() == "T" and len(a.patches) == 1

# %% nbgrader={"grade_id": "test_saved", "grade": true, "points": 1}
import io

b = io.BytesIO()
f.savefig(b)
assert len(b.getvalue()) > 1000
