# Objects whose making into text, attributes or pickles never ends, as a cell's result and as answers.
# %% fare
import time


class Slow:
    def __repr__(self):
        time.sleep(1000)

    def __getattr__(self, name):
        time.sleep(1000)

    def __reduce__(self):
        time.sleep(1000)

    def __del__(self):
        time.sleep(1000)


def fare(zones, price):
    return Slow()
# %% new after test_fare
Slow()
