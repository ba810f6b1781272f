# loses: test_entropy_bits, test_entropy_capitals, test_entropy_empty
# Multiplies by the length: bits of the whole label and not of a sign.

# %% entropy
def entropy(label):
    label = label.lower()
    if label == "":
        return 0.0
    return len(label) * sum(-n / len(label) * math.log2(n / len(label)) for n in Counter(label).values())
