# %% nbgrader={"grade_id": "setup", "locked": true}
import numpy as np

# %% nbgrader={"grade_id": "arrays", "solution": true}
### BEGIN SOLUTION
arr = np.arange(6).reshape(2, 3)
x = np.float32(1.5)
i8 = np.array([1, 2], dtype="int8")
mask = arr > 2
cplx = np.array([1 + 2j])
txt = np.array(["a", "bb"])
struct = np.array([(1, 2.0)], dtype=[("id", "i4"), ("v", "f8")])
dt64 = np.array(["2024-01-01"], dtype="datetime64[D]")
objarr = np.array([{"a": 1}, None], dtype=object)
zero_d = np.array(5)
empty = np.empty((0, 3))
view = arr.T
masked = np.ma.array([1, 2], mask=[0, 1])


def norm(v):
    return v / np.linalg.norm(v)


def inplace(v):
    v *= 2


def row(v):
    return v[0]


def stats(v):
    return {"mean": v.mean(), "n": v.size, "max": v.max()}


vec = np.vectorize(lambda t: t + 1)
### END SOLUTION

# %% nbgrader={"grade_id": "test_arrays", "grade": true, "points": 1}
assert arr.shape == (2, 3) and arr.dtype == np.arange(1).dtype and isinstance(arr, np.ndarray)
assert isinstance(x, np.float32) and x == 1.5
assert i8.dtype == np.int8 and mask.dtype == bool and mask.sum() == 3
assert cplx[0] == 1 + 2j and txt[1] == "bb"
assert struct["id"][0] == 1 and struct.dtype.names == ("id", "v")
assert dt64[0] == np.datetime64("2024-01-01")
assert objarr[0] == {"a": 1} and zero_d.shape == () and empty.shape == (0, 3)
np.testing.assert_array_equal(view, arr.T)
np.testing.assert_allclose(norm(np.array([3.0, 4])), [0.6, 0.8])
v = np.array([1, 2])
w = v
assert inplace(v) is None
assert w.tolist() == [2, 4]
m = np.zeros((2, 2))
r = row(m)
assert r.shape == (2,)
s = stats(np.array([1, 2, 3.0]))
assert s["mean"] == 2 and type(s["mean"]) is np.float64 and s["n"] == 3

# %% nbgrader={"grade_id": "test_masked", "grade": true, "points": 1}
assert masked.sum() == 1

# %% nbgrader={"grade_id": "test_vectorised", "grade": true, "points": 1}
assert vec(np.array([1, 2])).tolist() == [2, 3]

# %% nbgrader={"grade_id": "test_changes_a_slice", "grade": true, "points": 1}
m = np.zeros((3, 2))
inplace_part = m[1:]
inplace_part += 1
inplace(inplace_part)
assert m[2, 0] == 2 and m[0, 0] == 0
