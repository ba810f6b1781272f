# Answers with debugging prints, also flushed and to stderr, and a progress bar.
# %% total
import sys


def total(prices):
    print("total of", prices, flush=True)
    print("…", file=sys.stderr)
    for done in range(3):
        sys.stdout.write(f"\r{done}")
    return sum(prices)
# %% best
cheapest = min(prices)
dearest = max(prices)
print(cheapest, dearest)
display(dearest)
