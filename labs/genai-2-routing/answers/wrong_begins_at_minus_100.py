# loses: test_choose_label_margin
# Begins the search at −100, as if no score could be lower.
# %% choose_label
def choose_label(scores, margin=0.1):
    best, first, second = None, -100.0, -100.0
    for label, value in scores.items():
        if value > first:
            best, first, second = label, value, first
        elif value > second:
            second = value
    return best if first > second and first - second >= margin else None
