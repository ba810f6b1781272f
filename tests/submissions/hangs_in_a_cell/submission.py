# A cell without an end: it is stopped, the others are run.
# %% new after fare
while True:
    pass
