# loses: test_techniques_listed, test_techniques_fit
# Names nothing.

# %% techniques
techniques = []
