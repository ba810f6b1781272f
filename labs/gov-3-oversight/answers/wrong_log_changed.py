# loses: test_log_chain
# Adds the record to the log that was given, and makes no new one.
# %% log_chain
def add_log(log, entry):
    previous = log[-1]["hash"] if log else START
    log.append({"entry": entry, "previous": previous, "hash": fingerprint([entry, previous])})
    return log


def verify(log):
    previous = START
    for record in log:
        if record["previous"] != previous or record["hash"] != fingerprint([record["entry"], previous]):
            return False
        previous = record["hash"]
    return True
