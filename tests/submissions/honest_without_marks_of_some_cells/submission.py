# An editor has thrown away what it knew of the cells that the officer changed.
# %% forget ids fare longest
# %% forget marks fare longest
