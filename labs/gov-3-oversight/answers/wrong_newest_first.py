# loses: test_log_chain, test_log_edit, test_log_missing
# Puts the newest record first.
# %% log_chain
def add_log(log, entry):
    previous = log[0]["hash"] if log else START
    return [{"entry": entry, "previous": previous, "hash": fingerprint([entry, previous])}] + log


def verify(log):
    previous = START
    for record in log[::-1]:
        if record["previous"] != previous or record["hash"] != fingerprint([record["entry"], previous]):
            return False
        previous = record["hash"]
    return True
