# loses: test_entropy_bits, test_entropy_capitals, test_entropy_empty
# Forgets to multiply each logarithm by its share.

# %% entropy
def entropy(label):
    label = label.lower()
    if label == "":
        return 0.0
    return sum(-math.log2(n / len(label)) for n in Counter(label).values())
