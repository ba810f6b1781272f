# Scratch cells that end in errors: a division by zero, a name that is not there, wrong grammar.
# %% new first
1 / 0
# %% new after test_total
print(no_such_name)
# %% new after test_mean
def oops(:
    pass
# %% new last
raise SystemExit
