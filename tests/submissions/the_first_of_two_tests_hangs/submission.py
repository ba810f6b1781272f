# The function of the first test never comes back; the second is right, and keeps its points.
# %% double
def double(number):
    while True:
        pass
