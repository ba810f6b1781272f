# loses: test_techniques_listed
# Leaves out the part behind the dot, which makes it another technique.

# %% techniques
techniques = ["T1071"]
