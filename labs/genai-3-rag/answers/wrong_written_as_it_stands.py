# loses: test_grounded_every, test_grounded_whole, test_grounded_passages
# Looks for the amount as the passage writes it.
# %% grounded
def grounded(text, passages):
    joined = " ".join(passages).replace(".", " ").split()
    return len(passages) > 0 and all(fact in joined or fact.removeprefix("month ") in joined for fact in facts_in(text))
