# loses: test_entropy_empty
# Does not think of an empty label.

# %% entropy
def entropy(label):
    label = label.lower()
    average = 1 / len(label)
    return sum(-n * average * math.log2(n * average) for n in Counter(label).values())
