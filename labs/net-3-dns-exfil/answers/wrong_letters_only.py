# loses: test_entropy_bits, test_entropy_capitals
# Leaves out digits and hyphens.

# %% entropy
def entropy(label):
    label = "".join(s for s in label.lower() if s.isalpha())
    if label == "":
        return 0.0
    return sum(-n / len(label) * math.log2(n / len(label)) for n in Counter(label).values())
