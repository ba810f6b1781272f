# loses: test_techniques_listed
# Names the tunnel, and neither DNS nor that data went out.

# %% techniques
techniques = ["T1572"]
