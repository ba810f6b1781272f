# loses: test_entropy_capitals
# Takes capitals for other signs.

# %% entropy
def entropy(label):
    label = str(label)
    if label == "":
        return 0.0
    return sum(-n / len(label) * math.log2(n / len(label)) for n in Counter(label).values())
