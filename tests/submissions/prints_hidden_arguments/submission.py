# A function prints what a test gives it, in every way that there is.
# %% fare
import os
import subprocess
import sys


def fare(zones, price):
    print(zones, price, flush=True)
    print(zones, price, file=sys.__stderr__, flush=True)
    os.write(1, f"{zones} {price}\n".encode())
    subprocess.run(["echo", str(zones), str(price)], check=False)
    return zones * price


# %% new after test_fare
print("next")
