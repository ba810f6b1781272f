# A process that has left its family keeps the kernel's open files and its line.
# %% fare
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(1000)
    os._exit(0)


def fare(zones, price):
    return 0
