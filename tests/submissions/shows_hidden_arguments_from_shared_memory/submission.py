# A function writes what a test gives it into memory that processes share, and the next cell shows it.
# %% fare
import mmap

shared = mmap.mmap(-1, 4096)


def fare(zones, price):
    shared.write(f"{zones} {price}\n".encode())
    return zones * price


# %% new after test_fare
shared.seek(0)
print(shared.read(100).decode())
