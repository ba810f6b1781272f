# loses: test_leak_rate_share, test_leak_rate_written, test_leak_rate_backwards
# Looks for the secret just as it is written: any disguise gets through.
# %% leak_rate
def leak_rate(outputs, secret):
    if len(outputs) == 0:
        return 0.0
    return sum(secret in output for output in outputs) / len(outputs)
