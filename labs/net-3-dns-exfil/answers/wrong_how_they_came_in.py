# loses: test_techniques_listed, test_techniques_fit
# Names how the attacker may have come in, which nobody saw.

# %% techniques
techniques = ["T1566", "T1110"]
