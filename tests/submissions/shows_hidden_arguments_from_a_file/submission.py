# A function writes what a test gives it into a file, and the next cell shows it.
# %% fare
def fare(zones, price):
    with open("kept", "a") as file:
        file.write(f"{zones} {price}\n")
    return zones * price


# %% new after test_fare
import os

print(open("kept").read() if os.path.exists("kept") else "nothing")
