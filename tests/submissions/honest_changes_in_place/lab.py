# %% nbgrader={"grade_id": "changes", "solution": true}
### BEGIN SOLUTION
def change(lst):
    lst.append(4)
    lst.sort(reverse=True)


def upd(d):
    d["new"] = d.pop("old")
    return d


def keep(lst):
    return sorted(lst)


def bad_default(x, acc=[]):
    acc.append(x)
    return acc


count = 0


def bump():
    global count
    count += 1
    return count


cache = {}


def slow(n):
    if n not in cache:
        cache[n] = n * n
    return cache[n]


def swap(m):
    m[0], m[1] = m[1], m[0]


def rot(m):
    m[:] = [list(r) for r in zip(*m[::-1])]


def nestedchange(d):
    d["list"].append(1)
    d["s"].add(5)


### END SOLUTION

# %% nbgrader={"grade_id": "test_arguments", "grade": true, "points": 1}
l = [3, 1, 2]
assert change(l) is None and l == [4, 3, 2, 1]
d = {"old": 1}
r = upd(d)
assert r is d and d == {"new": 1}
l = [3, 1]
assert keep(l) == [1, 3] and l == [3, 1]
assert bad_default(1) == [1] and bad_default(2) == [1, 2]
m = [[1, 2], [3, 4]]
inner = m[0]
swap(m)
assert m == [[3, 4], [1, 2]] and m[1] is inner
rot(m)
assert m == [[1, 3], [2, 4]]
inner = []
d = {"list": inner, "s": {1}}
nestedchange(d)
assert inner == [1] and d["s"] == {1, 5} and d["list"] is inner

# %% nbgrader={"grade_id": "test_counter", "grade": true, "points": 1}
assert bump() == 1 and bump() == 2

# %% nbgrader={"grade_id": "test_cache", "grade": true, "points": 1}
slow(3)
slow(4)
assert cache == {3: 9, 4: 16}

# %% nbgrader={"grade_id": "test_global_number", "grade": true, "points": 1}
bump()
assert count >= 1

# %% nbgrader={"grade_id": "test_goes_on_in_the_next_test", "grade": true, "points": 1}
assert bump() > 1

# %% nbgrader={"grade_id": "shelf", "solution": true}
### BEGIN SOLUTION
shelf = []


def put(book):
    shelf.append(book)


def take():
    return shelf.pop()


### END SOLUTION

# %% nbgrader={"grade_id": "test_shelf", "grade": true, "points": 1}
put("a")
put("b")
assert take() == "b" and shelf == ["a"]

# %% nbgrader={"grade_id": "test_cleared_by_the_test", "grade": true, "points": 1}
shelf.clear()
put("c")
assert shelf == ["c"]
