# loses: test_techniques_listed, test_techniques_fit
# Takes base32 for encryption.

# %% techniques
techniques = ["T1048.001"]
