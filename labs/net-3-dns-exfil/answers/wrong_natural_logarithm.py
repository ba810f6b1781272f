# loses: test_entropy_bits, test_entropy_capitals, test_entropy_empty
# Takes the natural logarithm, so that the unit is not the bit.

# %% entropy
def entropy(label):
    label = label.lower()
    if label == "":
        return 0.0
    return sum(-n / len(label) * math.log(n / len(label)) for n in Counter(label).values())
