# loses: test_sure
# A share between 0 and 1 where percent was asked for.
# %% sure
def sure(next_tokens, text):
    return next_tokens(text, 1)[0][1]


english = sure(model.next_tokens, "The capital city of Malaysia is")  # noqa: F821
