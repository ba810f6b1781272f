# loses: test_entropy_bits
# Rounds to two decimals.

# %% entropy
def entropy(label):
    label = label.lower()
    if label == "":
        return 0.0
    return round(sum(-n / len(label) * math.log2(n / len(label)) for n in Counter(label).values()), 2)
