# loses: test_log_chain, test_log_edit
# Takes the fingerprint of the entry alone, so that a record can be exchanged and the next link mended.
# %% log_chain
def add_log(log, entry):
    previous = log[-1]["hash"] if log else START
    return log + [{"entry": entry, "previous": previous, "hash": fingerprint(entry)}]


def verify(log):
    previous = START
    for record in log:
        if record["previous"] != previous or record["hash"] != fingerprint(record["entry"]):
            return False
        previous = record["hash"]
    return True
