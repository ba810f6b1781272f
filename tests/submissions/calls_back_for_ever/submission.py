# Calls back what the test lends again and again, and never answers: the test is stopped, and it alone.
# %% apply
def apply(function, number):
    while True:
        function(number)
