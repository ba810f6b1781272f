# %% nbgrader={"grade_id": "setup", "locked": true}
import numpy as np
import pandas as pd

df0 = pd.DataFrame({"a": [1, 2, 3], "b": list("xyz")})
items = [1]
rng = np.random.default_rng(0)

# %% nbgrader={"grade_id": "tables", "solution": true}
### BEGIN SOLUTION
df = pd.DataFrame({"k": ["a", "b", "a"], "v": [1.0, np.nan, 3]}, index=pd.Index([10, 20, 30], name="id"))
s = pd.Series([1, 2], name="count", index=["x", "y"])
cat = pd.Series(["lo", "hi"], dtype=pd.CategoricalDtype(["lo", "hi"], ordered=True))
when = pd.Series(pd.to_datetime(["2024-01-01", "2024-02-01"])).dt.tz_localize("Asia/Kuala_Lumpur")
mi = df0.set_index(["a", "b"])
grouped = df.groupby("k")["v"].mean()
gagg = df.groupby("k").agg({"v": ["sum", "count"]})
ts = pd.Timestamp("2024-01-01", tz="Asia/Kuala_Lumpur")
td = pd.Timedelta("3D")
period = pd.period_range("2024-01", periods=3, freq="M")
dr = pd.date_range("2024-01-01", periods=3, freq="D")
nullable = pd.Series([1, None], dtype="Int64")
strs = pd.Series(["a", None], dtype="string")
piv = df.pivot_table(index="k", values="v", aggfunc="sum")
ivs = pd.cut(pd.Series([1, 5, 9]), bins=[0, 3, 10])
isna = pd.NA
nat = pd.NaT


def clean(d):
    return d.dropna().reset_index(drop=True)


def add_col(d):
    d["double"] = d["v"] * 2


def drop_in(d):
    d.drop(columns=["k"], inplace=True)


def top(d, n=1):
    return d.nlargest(n, "v")


def agg(d, f):
    return d.groupby("k")["v"].apply(f)


def same(d):
    return d


def keepit(d):
    d = d.copy()
    d["z"] = 1
    return d


### END SOLUTION

# %% nbgrader={"grade_id": "test_types", "grade": true, "points": 1}
assert list(df.columns) == ["k", "v"] and df.index.name == "id" and df.shape == (3, 2)
assert s.name == "count" and s["y"] == 2
assert cat.dtype.ordered and list(cat.cat.categories) == ["lo", "hi"]
assert str(when.dt.tz) == "Asia/Kuala_Lumpur"
assert mi.index.names == ["a", "b"] and mi.shape == (3, 0)
pd.testing.assert_series_equal(grouped, pd.Series([2.0, np.nan], index=pd.Index(["a", "b"], name="k"), name="v"))
assert gagg[("v", "sum")]["a"] == 4
assert ts.tz is not None and ts == pd.Timestamp("2024-01-01", tz="Asia/Kuala_Lumpur") and td.days == 3
assert len(period) == 3 and dr.freq == "D"
assert nullable.dtype == "Int64" and nullable.isna().sum() == 1
assert strs.dtype == "string"
assert piv.loc["a", "v"] == 4
assert isna is pd.NA and nat is pd.NaT

# %% nbgrader={"grade_id": "test_intervals", "grade": true, "points": 1}
assert ivs.cat.categories[0] == pd.Interval(0, 3)

# %% nbgrader={"grade_id": "test_changed_and_kept", "grade": true, "points": 1}
d = pd.DataFrame({"k": ["a", "b"], "v": [1.0, np.nan]})
before = d.copy()
out = clean(d)
pd.testing.assert_frame_equal(out, pd.DataFrame({"k": ["a"], "v": [1.0]}))
pd.testing.assert_frame_equal(d, before)
alias = d
assert add_col(d) is None
assert "double" in alias and alias["double"][0] == 2
drop_in(d)
assert list(alias.columns) == ["v", "double"]
assert same(d) is d
assert "z" not in d and "z" in keepit(d) and "z" not in d

# %% nbgrader={"grade_id": "test_functions_with_functions", "grade": true, "points": 1}
d = pd.DataFrame({"k": ["a", "b", "a"], "v": [1.0, 5, 4]})
assert top(d)["v"].tolist() == [5]
assert agg(d, lambda x: x.max() - x.min())["a"] == 3
assert agg(d, "sum")["a"] == 5

# %% nbgrader={"grade_id": "test_large", "grade": true, "points": 1}
big = pd.DataFrame(
    {
        "k": np.random.default_rng(1).choice(["north", "south", "east"], 200_000),
        "v": np.arange(200_000.0),
        "t": pd.date_range("2020", periods=200_000, freq="min"),
    }
)
import time

t = time.time()
o = clean(big)
assert o.shape == (200_000, 3)
assert time.time() - t < 5, time.time() - t

# %% nbgrader={"grade_id": "test_large_and_changed", "grade": true, "points": 1}
big = pd.DataFrame({"k": pd.Series([f"name {i}" for i in range(200_000)], dtype=object), "v": np.arange(200_000.0)})
t = time.time()
add_col(big)
assert big.shape == (200_000, 3)
assert time.time() - t < 8, time.time() - t

# %% nbgrader={"grade_id": "changes_the_labs_data", "solution": true}
### BEGIN SOLUTION
df0["c"] = df0["a"] * 2
items.append(2)
draw = rng.normal()
### END SOLUTION

# %% nbgrader={"grade_id": "test_labs_data_changed", "grade": true, "points": 1}
assert list(df0.columns) == ["a", "b", "c"] and df0["c"].tolist() == [2, 4, 6]
assert items == [1, 2]

# %% nbgrader={"grade_id": "test_random_numbers_drawn", "grade": true, "points": 1}
assert draw == np.random.default_rng(0).normal()
