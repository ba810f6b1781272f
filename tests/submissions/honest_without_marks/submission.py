# An editor has thrown away the metadata of all cells; their ids are still there.
# %% new first
print("a cell of the officer's own")
# %% forget marks
