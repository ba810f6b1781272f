# loses: test_leak_rate_share, test_leak_rate_written, test_leak_rate_backwards
# Gives percent, not a share between 0 and 1.
# %% leak_rate
def leak_rate(outputs, secret):
    if len(outputs) == 0:
        return 0.0
    wanted = secret.lower().replace(" ", "").replace("-", "")
    found = 0
    for output in outputs:
        text = output.lower().replace(" ", "").replace("-", "")
        if wanted in text or wanted[::-1] in text:
            found = found + 1
    return 100 * found / len(outputs)
