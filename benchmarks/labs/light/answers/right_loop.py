# %% longest
def longest(names):
    best = names[0]
    for name in names:
        if len(name) > len(best):
            best = name
    return best
