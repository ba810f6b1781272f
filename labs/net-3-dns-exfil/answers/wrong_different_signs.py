# loses: test_entropy_bits, test_entropy_capitals, test_entropy_empty
# Counts the different signs.

# %% entropy
def entropy(label):
    label = label.lower()
    if label == "":
        return 0.0
    return float(len(set(label)))
