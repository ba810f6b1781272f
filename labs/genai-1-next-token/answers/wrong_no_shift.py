# loses: test_softmax_large
# Takes math.exp of the scores as they are: fine until a score is large.
# %% softmax
def softmax(scores, temperature=1.0):
    if temperature <= 0 or len(scores) == 0:
        raise ValueError("needs scores, and a temperature above zero")
    weights = [math.exp(score / temperature) for score in scores]
    return [weight / sum(weights) for weight in weights]
