# loses: test_techniques_fit
# Adds a flood, which the lookups do not show.

# %% techniques
techniques = ["T1071.004", "T1048", "T1498"]
