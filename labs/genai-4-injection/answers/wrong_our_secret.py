# loses: test_leak_rate_share, test_leak_rate_written, test_leak_rate_backwards
# Looks for the lab's own code, whichever secret was handed to the function.
# %% leak_rate
def leak_rate(outputs, secret):
    if len(outputs) == 0:
        return 0.0
    wanted = SECRET.lower().replace(" ", "").replace("-", "")
    found = 0
    for output in outputs:
        text = output.lower().replace(" ", "").replace("-", "")
        if wanted in text or wanted[::-1] in text:
            found = found + 1
    return found / len(outputs)
