# The same, while a thread runs, so that no fork can answer.
# %% double
import os
import threading
import time


def double(number):
    os._exit(0)


threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
