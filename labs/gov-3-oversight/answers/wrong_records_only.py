# loses: test_log_edit, test_log_missing
# Checks each record by itself, and not whether it follows on the one before it.
# %% log_chain
def add_log(log, entry):
    previous = log[-1]["hash"] if log else START
    return log + [{"entry": entry, "previous": previous, "hash": fingerprint([entry, previous])}]


def verify(log):
    return all(r["hash"] == fingerprint([r["entry"], r["previous"]]) for r in log)
