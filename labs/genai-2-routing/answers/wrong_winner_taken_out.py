# loses: test_choose_label_highest, test_choose_label_margin
# Takes the winner out of the scores that were given.
# %% choose_label
def choose_label(scores, margin=0.1):
    if not scores:
        return None
    best = max(scores, key=scores.get)
    first = scores.pop(best)
    lead = first - max(scores.values(), default=-math.inf)
    return best if lead > 0 and lead >= margin else None
