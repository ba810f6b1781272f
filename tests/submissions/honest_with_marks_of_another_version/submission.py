# A newer nbgrader has marked the cells; they say all the same which is which.
# %% version 99
