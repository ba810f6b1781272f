# loses: test_go_on
# The function asks twice, then ends in an error, since the first pair is not taken from the list.
# %% go_on
def go_on(next_tokens, text, pieces):
    answers = [next_tokens(text, 1) for _ in range(pieces)]
    return text + answers[0][0] + answers[1][0]


sentence = go_on(model.next_tokens, "Dear Sir or Madam, your application has been", 2)  # noqa: F821
