# %% nbgrader={"grade_id": "functions", "solution": true}
### BEGIN SOLUTION
async def fetch_async(x):
    import asyncio

    await asyncio.sleep(0)
    return x * 2


async def agen(n):
    for i in range(n):
        yield i


### END SOLUTION

# %% nbgrader={"grade_id": "helpers", "locked": true}
import asyncio
import inspect

# %% nbgrader={"grade_id": "test_await", "grade": true, "points": 1}
assert await fetch_async(4) == 8

# %% nbgrader={"grade_id": "test_gather", "grade": true, "points": 1}
import asyncio


async def both():
    return await asyncio.gather(fetch_async(1), fetch_async(2))


assert await both() == [2, 4]

# %% nbgrader={"grade_id": "test_is_a_coroutine_function", "grade": true, "points": 1}
assert inspect.iscoroutinefunction(fetch_async)

# %% nbgrader={"grade_id": "test_async_generator", "grade": true, "points": 1}
assert [x async for x in agen(3)] == [0, 1, 2]

# %% nbgrader={"grade_id": "test_in_a_thread", "grade": true, "points": 1}
import threading

res = []
th = threading.Thread(target=lambda: res.append(asyncio.run(fetch_async(5))))
th.start()
th.join()
assert res == [10]

# %% nbgrader={"grade_id": "threads", "solution": true}
### BEGIN SOLUTION
from concurrent.futures import ThreadPoolExecutor
import threading, multiprocessing

EX = ThreadPoolExecutor(2)


def par(xs):
    return list(EX.map(lambda x: x * x, xs))


def par2(xs):
    with ThreadPoolExecutor(3) as ex:
        return sum(ex.map(len, xs))


def work(x):
    return x + 1


def mp(xs):
    with multiprocessing.Pool(2) as pool:
        return pool.map(work, xs)


def th():
    out = []
    ts = [threading.Thread(target=out.append, args=(i,)) for i in range(3)]
    [t.start() for t in ts]
    [t.join() for t in ts]
    return sorted(out)


def slowcount(n, tick):
    with ThreadPoolExecutor(2) as ex:
        return list(ex.map(tick, range(n)))


par([1])
### END SOLUTION

# %% nbgrader={"grade_id": "test_global_pool", "grade": true, "points": 1}
assert par([1, 2, 3]) == [1, 4, 9]

# %% nbgrader={"grade_id": "test_pool", "grade": true, "points": 1}
assert par2(["a", "bb"]) == 3

# %% nbgrader={"grade_id": "test_processes", "grade": true, "points": 1}
assert mp([1, 2]) == [2, 3]

# %% nbgrader={"grade_id": "test_threads", "grade": true, "points": 1}
assert th() == [0, 1, 2]

# %% nbgrader={"grade_id": "test_pool_calls_back", "grade": true, "points": 1}
seen = []


def tick(i):
    seen.append(i)
    return i


assert slowcount(4, tick) == [0, 1, 2, 3] and sorted(seen) == [0, 1, 2, 3]
