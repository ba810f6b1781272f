# loses: test_log_chain
# Takes an empty log for one that was touched.
# %% log_chain
def add_log(log, entry):
    previous = log[-1]["hash"] if log else START
    return log + [{"entry": entry, "previous": previous, "hash": fingerprint([entry, previous])}]


def verify(log):
    if log == []:
        return False
    previous = START
    for record in log:
        if record["previous"] != previous or record["hash"] != fingerprint([record["entry"], previous]):
            return False
        previous = record["hash"]
    return True
