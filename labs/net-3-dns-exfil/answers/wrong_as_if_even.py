# loses: test_entropy_bits, test_entropy_capitals
# Takes the logarithm of the number of different signs, as if all were equally frequent.

# %% entropy
def entropy(label):
    label = label.lower()
    if label == "":
        return 0.0
    return math.log2(len(set(label)))
