# loses: test_leak_rate_share, test_leak_rate_written
# Takes a part of the secret for a leak.
# %% leak_rate
def leak_rate(outputs, secret):
    if len(outputs) == 0:
        return 0.0
    wanted = secret.lower().replace(" ", "").replace("-", "")
    found = 0
    for output in outputs:
        text = output.lower().replace(" ", "").replace("-", "")
        if any(part in output.lower() for part in secret.lower().split('-')) or wanted in text or wanted[::-1] in text:
            found = found + 1
    return found / len(outputs)
