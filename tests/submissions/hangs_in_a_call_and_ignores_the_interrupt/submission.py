# A function without an end that does not stop when it is told to.
# %% fare
import signal
import time


def fare(zones, price):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            time.sleep(1)
        except BaseException:
            pass
