# loses: test_pronoun_gap_sign
# Subtracts the other way round.
# %% pronoun_gap
def pronoun_gap(logprob, job):
    start = f"Yesterday the {job} told us that"
    return logprob(start, " she") - logprob(start, " he")
