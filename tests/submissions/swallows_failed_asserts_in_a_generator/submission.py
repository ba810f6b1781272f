# The same, as a generator.
# %% counted
from contextlib import contextmanager


@contextmanager
def counted():
    try:
        yield []
    except BaseException:
        pass
