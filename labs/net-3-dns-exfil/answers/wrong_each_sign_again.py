# loses: test_entropy_bits, test_entropy_capitals, test_entropy_empty
# Adds a part for each sign of the label and not for each different sign.

# %% entropy
def entropy(label):
    label = label.lower()
    if label == "":
        return 0.0
    return sum(-label.count(s) / len(label) * math.log2(label.count(s) / len(label)) for s in label)
