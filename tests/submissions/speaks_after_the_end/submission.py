# Threads, timers and handlers that print and bind names after their cell has ended.
# %% fare
import atexit
import threading
import time


def later():
    global fare
    for _ in range(100):
        time.sleep(0.02)
        print("later")
        fare = greeting = lambda *values: 7.5


def fare(zones, price):
    return 0


threading.Thread(target=later, daemon=True).start()
threading.Timer(0.1, later).start()
atexit.register(later)
# %% new last
time.sleep(0.3)
