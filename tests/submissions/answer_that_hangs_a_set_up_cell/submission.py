# A later cell of the lab's own works with the answer, and never comes to its end with it.
# %% steps
def steps(number):
    return 10**14
