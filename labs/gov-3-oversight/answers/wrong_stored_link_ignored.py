# loses: test_log_edit
# Never looks at the previous hash that a record carries.
# %% log_chain
def add_log(log, entry):
    previous = log[-1]["hash"] if log else START
    return log + [{"entry": entry, "previous": previous, "hash": fingerprint([entry, previous])}]


def verify(log):
    previous = START
    for record in log:
        if record["hash"] != fingerprint([record["entry"], previous]):
            return False
        previous = record["hash"]
    return True
