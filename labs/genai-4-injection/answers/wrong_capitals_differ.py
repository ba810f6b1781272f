# loses: test_leak_rate_share, test_leak_rate_written, test_leak_rate_backwards
# Takes capitals and small letters for different signs.
# %% leak_rate
def leak_rate(outputs, secret):
    if len(outputs) == 0:
        return 0.0
    wanted = secret.replace(" ", "").replace("-", "")
    found = 0
    for output in outputs:
        text = output.replace(" ", "").replace("-", "")
        if wanted in text or wanted[::-1] in text:
            found = found + 1
    return found / len(outputs)
