# loses: test_choose_label_highest, test_choose_label_margin
# Starts from a best score of 0, so negative scores never win.
# %% choose_label
def choose_label(scores, margin=0.1):
    best, second, name = 0, 0, None
    for label, value in scores.items():
        if value > best:
            best, second, name = value, best, label
        elif value > second:
            second = value
    return name if best > second and best - second >= margin else None
