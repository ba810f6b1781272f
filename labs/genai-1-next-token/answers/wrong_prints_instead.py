# loses: test_softmax_refuses
# Prints a message about a bad temperature, and carries on with 1.
# %% softmax
def softmax(scores, temperature=1.0):
    if temperature <= 0:
        print("the temperature must be above zero")
        temperature = 1.0
    highest = max(scores)
    weights = [math.exp((score - highest) / temperature) for score in scores]
    return [weight / sum(weights) for weight in weights]
