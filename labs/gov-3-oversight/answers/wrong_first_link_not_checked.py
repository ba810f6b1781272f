# loses: test_log_missing
# Does not look whether the log begins with START, so that the first records can be cut off.
# %% log_chain
def add_log(log, entry):
    previous = log[-1]["hash"] if log else START
    return log + [{"entry": entry, "previous": previous, "hash": fingerprint([entry, previous])}]


def verify(log):
    for place, r in enumerate(log):
        if r["hash"] != fingerprint([r["entry"], r["previous"]]):
            return False
        if place > 0 and r["previous"] != log[place - 1]["hash"]:
            return False
    return True
