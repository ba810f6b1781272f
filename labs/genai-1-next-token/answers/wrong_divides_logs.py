# loses: test_pronoun_gap_sign
# Divides the logarithms as if they were probabilities.
# %% pronoun_gap
def pronoun_gap(logprob, job):
    start = f"Yesterday the {job} told us that"
    return logprob(start, " he") / logprob(start, " she")
