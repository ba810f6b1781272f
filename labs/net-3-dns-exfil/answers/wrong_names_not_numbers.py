# loses: test_techniques_listed
# Gives the names in place of the numbers.

# %% techniques
techniques = ["Protocol Tunneling"]
