# A dictionary of the officer's own that takes for ever to be read, bound to a name that tests use.
# %% greeting
import time


class Slow(dict):
    def __class_getitem__(cls, item):
        time.sleep(1000)

    def __len__(self):
        time.sleep(1000)

    def items(self):
        time.sleep(1000)


greeting = Slow(a=1)
