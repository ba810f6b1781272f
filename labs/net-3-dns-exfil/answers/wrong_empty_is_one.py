# loses: test_entropy_empty
# Gives an empty label 1.

# %% entropy
def entropy(label):
    label = label.lower()
    if label == "":
        return 1.0
    return sum(-n / len(label) * math.log2(n / len(label)) for n in Counter(label).values())
