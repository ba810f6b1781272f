# %% go_on
def go_on(next_tokens, text, pieces):
    while pieces:
        ((piece, _),) = next_tokens(text, 1)
        text, pieces = text + piece, pieces - 1
    return text


sentence = go_on(model.next_tokens, "Dear Sir or Madam, your application has been", 2)  # noqa: F821
