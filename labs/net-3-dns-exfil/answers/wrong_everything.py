# loses: test_techniques_fit
# Names every technique of the table.

# %% techniques
techniques = list(TECHNIQUES)
