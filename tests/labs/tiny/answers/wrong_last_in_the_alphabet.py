# loses: test_longest
# The last by the alphabet is taken for the longest.
# %% longest
def longest(names):
    return max(names)
