# Starts processes and threads without end, in a cell.
# %% new after fare
import os
import threading
import time

try:
    while True:
        if os.fork() == 0:
            time.sleep(1000)
except OSError:
    pass
try:
    while True:
        threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
except RuntimeError:
    pass
