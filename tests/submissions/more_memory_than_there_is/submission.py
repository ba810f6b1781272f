# Takes memory without end, in a cell and in a call.
# %% new after fare
hoard = []
try:
    while True:
        hoard.append(bytearray(50_000_000))
except MemoryError:
    del hoard
# %% longest
def longest(names):
    hoard = []
    while True:
        hoard.append(bytearray(10_000_000))
