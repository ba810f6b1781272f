# loses: test_leak_rate_share, test_leak_rate_written
# Looks at the start of the answer only.
# %% leak_rate
def leak_rate(outputs, secret):
    if len(outputs) == 0:
        return 0.0
    wanted = secret.lower().replace(" ", "").replace("-", "")
    found = 0
    for output in outputs:
        text = output.lower().replace(" ", "").replace("-", "")
        if text.startswith(wanted) or wanted[::-1] in text:
            found = found + 1
    return found / len(outputs)
