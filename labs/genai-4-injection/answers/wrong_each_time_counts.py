# loses: test_leak_rate_share, test_leak_rate_backwards
# Counts an answer as often as it says the secret.
# %% leak_rate
def leak_rate(outputs, secret):
    if len(outputs) == 0:
        return 0.0
    wanted = secret.lower().replace(" ", "").replace("-", "")
    found = 0
    for output in outputs:
        text = output.lower().replace(" ", "").replace("-", "")
        found = found + text.count(wanted) + text.count(wanted[::-1])
    return found / len(outputs)
