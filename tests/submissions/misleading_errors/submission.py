# Answers that raise what ends iterators, programs and generators: failed tests, and nothing else is lost.
# %% fare
def fare(zones, price):
    raise StopIteration(7.5)
# %% greeting
def greeting(name):
    raise SystemExit(0)
# %% rounded
def rounded(numbers):
    raise KeyboardInterrupt
# %% new after test_rounded
class CheckFailed(GeneratorExit):
    def __str__(self):
        raise SystemExit
# %% longest
def longest(names):
    raise CheckFailed("passed")
