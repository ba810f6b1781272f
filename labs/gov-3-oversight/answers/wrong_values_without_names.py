# loses: test_log_edit
# The hash covers the values of an entry, but not the names under which they stand.
# %% log_chain
def hash_of(entry, previous):
    return fingerprint([sorted(map(str, entry.values())), previous])


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
