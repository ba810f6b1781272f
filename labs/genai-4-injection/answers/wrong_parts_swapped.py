# loses: test_leak_rate_backwards
# Takes the parts of the secret in another order for a leak.
# %% leak_rate
def leak_rate(outputs, secret):
    if len(outputs) == 0:
        return 0.0
    wanted = secret.lower().replace(" ", "").replace("-", "")
    found = 0
    for output in outputs:
        text = output.lower().replace(" ", "").replace("-", "")
        if wanted in text or wanted[::-1] in text or all(part[::-1] in text for part in secret.lower().split('-')):
            found = found + 1
    return found / len(outputs)
