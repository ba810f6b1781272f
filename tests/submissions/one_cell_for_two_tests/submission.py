# Without marks, one test's text stands in place of two: each test is run, from the lab's source.
# %% greeting
def greeting(name):
    return ""
# %% test_greeting
assert abs(fare(3, 2.5) - 7.5) < 1e-9
# %% forget ids
# %% forget marks
