# Magics and shell commands: %%time, %timeit, !ls, %matplotlib, ?.
# %% new first
%matplotlib inline
!ls
# %% total
%%time
def total(prices):
    return sum(prices)
# %% new after test_total
%timeit -n 2 -r 1 total([1, 2])
files = !ls
total?
# %% mean
%time middle = total(prices) / 3


def mean(prices):
    return total(prices) / len(prices)
