# loses: test_log_chain, test_log_edit, test_log_missing
# Covers only the names in an entry, and not what stands under them.
# %% log_chain
def add_log(log, entry):
    previous = log[-1]["hash"] if log else START
    return log + [{"entry": entry, "previous": previous, "hash": fingerprint([list(entry), previous])}]


def verify(log):
    previous = START
    for record in log:
        if record["previous"] != previous or record["hash"] != fingerprint([list(record["entry"]), previous]):
            return False
        previous = record["hash"]
    return True
