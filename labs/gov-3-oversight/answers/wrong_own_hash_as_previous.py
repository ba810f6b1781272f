# loses: test_log_chain, test_log_edit, test_log_missing
# Links every record to START, and not to the record before it.
# %% log_chain
def add_log(log, entry):
    previous = START
    return log + [{"entry": entry, "previous": previous, "hash": fingerprint([entry, previous])}]


def verify(log):
    previous = START
    for record in log:
        if record["previous"] != previous or record["hash"] != fingerprint([record["entry"], previous]):
            return False
    return True
