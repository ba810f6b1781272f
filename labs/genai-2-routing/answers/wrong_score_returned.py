# loses: test_choose_label_highest, test_choose_label_margin, test_choose_label_tie
# Returns the score in place of the label.
# %% choose_label
def choose_label(scores, margin=0.1):
    order = sorted(scores.values(), reverse=True)
    if len(order) < 2:
        return order[0] if order else None
    lead = order[0] - order[1]
    return order[0] if lead > 0 and lead >= margin else None
