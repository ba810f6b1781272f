# Answers that are no numbers where a number is asked.
# %% fare
def fare(zones, price):
    return float("nan")
# %% rounded
def rounded(numbers):
    return [float("nan"), float("nan")]
