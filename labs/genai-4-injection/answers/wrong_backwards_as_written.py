# loses: test_leak_rate_backwards
# Turns the secret round as it is written, and looks for it in the answer as it is.
# %% leak_rate
def leak_rate(outputs, secret):
    if len(outputs) == 0:
        return 0.0
    wanted = secret.lower().replace(" ", "").replace("-", "")
    found = 0
    for output in outputs:
        text = output.lower().replace(" ", "").replace("-", "")
        if wanted in text or secret[::-1] in output:
            found = found + 1
    return found / len(outputs)
