# loses: test_leak_rate_share, test_leak_rate_written, test_leak_rate_backwards
# Asks whether the answer is the secret and nothing else.
# %% leak_rate
def leak_rate(outputs, secret):
    if len(outputs) == 0:
        return 0.0
    wanted = secret.lower().replace(" ", "").replace("-", "")
    found = 0
    for output in outputs:
        text = output.lower().replace(" ", "").replace("-", "")
        if wanted == text or wanted[::-1] == text:
            found = found + 1
    return found / len(outputs)
