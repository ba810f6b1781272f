# loses: test_pronoun_gap_space
# Leaves out the space with which the token of a new word begins.
# %% pronoun_gap
def pronoun_gap(logprob, job):
    start = f"Yesterday the {job} told us that"
    return logprob(start, "he") - logprob(start, "she")
