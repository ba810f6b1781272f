# loses: test_softmax_shares, test_softmax_large
# Sorts the result, so that a share no longer stands in its score's place.
# %% softmax
def softmax(scores, temperature=1.0):
    if temperature <= 0 or len(scores) == 0:
        raise ValueError("needs scores, and a temperature above zero")
    weights = [math.exp((score - max(scores)) / temperature) for score in scores]
    return sorted((weight / sum(weights) for weight in weights), reverse=True)
