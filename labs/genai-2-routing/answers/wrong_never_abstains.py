# loses: test_choose_label_margin, test_choose_label_tie
# Always takes the highest score.
# %% choose_label
def choose_label(scores, margin=0.1):
    return max(scores, key=scores.get) if scores else None
