# %% [markdown]
"""
# A language model in memory

What grading costs when a lab begins with loading a language model, and its answers ask it.
"""

# %% nbgrader={"grade_id": "setup", "locked": true}
from futurefit.kit.models import language_model

model = language_model()
model.load()
print("Ready. The model is", model.name)


# %% nbgrader={"grade_id": "go_on", "solution": true}
def go_on(next_tokens, text, pieces):
    """The text with the likeliest next piece put after it, and again, this number of times."""
    ### BEGIN SOLUTION
    for _ in range(pieces):
        text += next_tokens(text, 1)[0][0]
    return text
    ### END SOLUTION


sentence = go_on(model.next_tokens, "Dear Sir or Madam, your application has been", 2)

# %% nbgrader={"grade_id": "test_go_on", "grade": true, "points": 3}
assert sentence == "Dear Sir or Madam, your application has been accepted.", "Is the likeliest piece put last?"
### BEGIN HIDDEN TESTS
assert go_on(lambda text, k: [("!", 0.9), ("?", 0.1)][:k], "Stop", 3) == "Stop!!!", "Is each piece put after the last?"
### END HIDDEN TESTS


# %% nbgrader={"grade_id": "sure", "solution": true}
def sure(next_tokens, text):
    """The probability of the likeliest next piece, in percent."""
    ### BEGIN SOLUTION
    return 100 * next_tokens(text, 1)[0][1]
    ### END SOLUTION


english = sure(model.next_tokens, "The capital city of Malaysia is")

# %% nbgrader={"grade_id": "test_sure", "grade": true, "points": 2}
assert 31 < english < 33, "The model gives its likeliest piece about 32 percent here."
### BEGIN HIDDEN TESTS
assert 8 < sure(model.next_tokens, "Ibu negara Malaysia ialah") < 11, "Does it ask for the text that it is given?"
### END HIDDEN TESTS
