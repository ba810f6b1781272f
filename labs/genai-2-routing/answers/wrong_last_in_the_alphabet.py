# loses: test_choose_label_highest, test_choose_label_margin, test_choose_label_tie
# Takes the highest name in place of the highest score.
# %% choose_label
def choose_label(scores, margin=0.1):
    if not scores:
        return None
    return max(scores)
