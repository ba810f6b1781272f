# loses: test_pronoun_gap_start
# Keeps the job of the example in the start.
# %% pronoun_gap
def pronoun_gap(logprob, job):
    start = "Yesterday the gardener told us that"
    return logprob(start, " he") - logprob(start, " she")
