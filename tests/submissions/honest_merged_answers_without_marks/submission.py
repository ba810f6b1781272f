# Two answers were merged into one cell, and all marks and ids are gone.
# %% fare
def fare(zones, price):
    return zones * price


def greeting(name):
    return f"Selamat datang, {name}"
# %% delete greeting
# %% forget ids
# %% forget marks
