# loses: test_softmax_shares, test_softmax_temperature, test_softmax_large, test_softmax_refuses
# Forgets to divide by the sum.
# %% softmax
def softmax(scores, temperature=1.0):
    if temperature <= 0:
        raise ValueError("the temperature must be above zero")
    return [math.exp((score - max(scores)) / temperature) for score in scores]
