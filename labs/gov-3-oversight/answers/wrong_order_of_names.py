# loses: test_log_chain
# Takes the fingerprint of the entry as it is written, so that the order of its names counts.
# %% log_chain
def fingerprint(thing):
    return hashlib.sha256(str(thing).encode()).hexdigest()


def add_log(log, entry):
    previous = log[-1]["hash"] if log else START
    return log + [{"entry": entry, "previous": previous, "hash": fingerprint([entry, previous])}]


def verify(log):
    previous = START
    for record in log:
        if record["previous"] != previous or record["hash"] != fingerprint([record["entry"], previous]):
            return False
        previous = record["hash"]
    return True
