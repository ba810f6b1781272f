# loses: test_pronoun_gap_start
# Asks for the two pronouns after two different starts.
# %% pronoun_gap
def pronoun_gap(logprob, job):
    return logprob(f"Yesterday the {job} told us that", " he") - logprob(f"Today the {job} told us that", " she")
