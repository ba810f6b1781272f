# loses: test_log_edit
# Makes all letters small before taking the hash, so that “grant” and “Grant” are alike.
# %% log_chain
def hash_of(entry, previous):
    return fingerprint([json.dumps(entry, sort_keys=True).lower(), previous])


def add_log(log, entry):
    previous = log[-1]["hash"] if log else START
    return log + [{"entry": entry, "previous": previous, "hash": hash_of(entry, previous)}]


def verify(log):
    previous = START
    for record in log:
        if record["previous"] != previous or record["hash"] != hash_of(record["entry"], previous):
            return False
        previous = record["hash"]
    return True
