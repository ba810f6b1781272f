# loses: test_pronoun_gap_sign
# Drops the sign, and with it the direction of the lean.
# %% pronoun_gap
def pronoun_gap(logprob, job):
    start = f"Yesterday the {job} told us that"
    return abs(logprob(start, " he") - logprob(start, " she"))
