# loses: test_softmax_temperature
# Divides the weights by the temperature, where it cancels out.
# %% softmax
def softmax(scores, temperature=1.0):
    if temperature <= 0:
        raise ValueError("the temperature must be above zero")
    highest = max(scores)
    weights = [math.exp(score - highest) / temperature for score in scores]
    return [weight / sum(weights) for weight in weights]
