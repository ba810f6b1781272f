# loses: test_pronoun_gap_start, test_pronoun_gap_space
# Puts the space at the end of the start, where no token begins with it.
# %% pronoun_gap
def pronoun_gap(logprob, job):
    start = f"Yesterday the {job} told us that "
    return logprob(start, "he") - logprob(start, "she")
