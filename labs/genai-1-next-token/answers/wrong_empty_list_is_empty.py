# loses: test_softmax_refuses
# Gives an empty list back for an empty list, where it should refuse.

# %% softmax
def softmax(scores, temperature=1.0):
    if temperature <= 0:
        raise ValueError("the temperature must be above zero")
    if len(scores) == 0:
        return []
    highest = max(scores)
    weights = [math.exp((score - highest) / temperature) for score in scores]
    return [weight / sum(weights) for weight in weights]
