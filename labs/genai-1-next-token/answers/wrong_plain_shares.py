# loses: test_softmax_shares, test_softmax_temperature, test_softmax_large
# Shares out the scores themselves, as in the worked example.
# %% softmax
def softmax(scores, temperature=1.0):
    if temperature <= 0 or len(scores) == 0:
        raise ValueError("needs scores, and a temperature above zero")
    scores = [score / temperature for score in scores]
    return [score / sum(scores) for score in scores]
