# loses: test_entropy_bits
# Looks at the first sixteen signs only.

# %% entropy
def entropy(label):
    label = label.lower()[:16]
    return sum(-n / len(label) * math.log2(n / len(label)) for n in Counter(label).values())
