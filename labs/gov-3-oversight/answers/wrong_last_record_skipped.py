# loses: test_log_edit, test_log_missing
# Checks every record but the last.
# %% log_chain
def add_log(log, entry):
    previous = log[-1]["hash"] if log else START
    return log + [{"entry": entry, "previous": previous, "hash": fingerprint([entry, previous])}]


def verify(log):
    previous = START
    for record in log[:-1]:
        if record["previous"] != previous or record["hash"] != fingerprint([record["entry"], previous]):
            return False
        previous = record["hash"]
    return True
