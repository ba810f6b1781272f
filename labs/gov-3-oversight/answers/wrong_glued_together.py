# loses: test_log_edit
# Glues names and values together with no mark between them, so that another entry can give the same text.
# %% log_chain
def hash_of(entry, previous):
    return fingerprint("".join(f"{name}{entry[name]}" for name in sorted(entry)) + previous)


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
