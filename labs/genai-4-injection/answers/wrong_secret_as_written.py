# loses: test_leak_rate_share, test_leak_rate_written, test_leak_rate_backwards
# Makes the answers plain, and not the secret: its own hyphen is never found.
# %% leak_rate
def leak_rate(outputs, secret):
    if len(outputs) == 0:
        return 0.0
    wanted = secret.lower()
    found = 0
    for output in outputs:
        text = output.lower().replace(" ", "").replace("-", "")
        if wanted in text or wanted[::-1] in text:
            found = found + 1
    return found / len(outputs)
