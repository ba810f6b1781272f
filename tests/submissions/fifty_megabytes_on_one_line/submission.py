# Prints fifty million characters on one line, and shows twenty thousand things.
# %% new after fare
from IPython.display import display

print("x" * 50_000_000)
# %% new after greeting
for number in range(20_000):
    display(number)
