# loses: test_softmax_shares
# Rounds the probabilities.
# %% softmax
def softmax(scores, temperature=1.0):
    if temperature <= 0:
        raise ValueError("the temperature must be above zero")
    highest = max(scores)
    weights = [math.exp((score - highest) / temperature) for score in scores]
    return [round(weight / sum(weights), 7) for weight in weights]
