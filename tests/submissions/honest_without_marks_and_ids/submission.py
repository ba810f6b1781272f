# Metadata and ids are gone: only the texts are left. One answer is wrong.
# %% new first
print("a cell of the officer's own")
# %% rounded
def rounded(numbers):
    return numbers
# %% forget ids
# %% forget marks
