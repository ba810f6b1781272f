# Calls back what the test lends, which calls again, without an end.
# %% apply
def apply(function, number):
    return function(lambda value: apply(function, value))
