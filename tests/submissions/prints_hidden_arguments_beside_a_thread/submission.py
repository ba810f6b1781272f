# The same, while a thread of the officer's runs.
# %% fare
import os
import threading
import time

kept = []


def fare(zones, price):
    kept.append((zones, price))
    print(zones, price, flush=True)
    os.write(1, f"{zones} {price}\n".encode())
    return zones * price


threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
# %% new after test_fare
print("next", kept)
