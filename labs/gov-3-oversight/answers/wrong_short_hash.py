# loses: test_log_chain
# Shortens the fingerprint to eight signs.
# %% log_chain
def add_log(log, entry):
    previous = log[-1]["hash"] if log else START
    return log + [{"entry": entry, "previous": previous, "hash": fingerprint([entry, previous])[:8]}]


def verify(log):
    previous = START
    for record in log:
        if record["previous"] != previous or record["hash"] != fingerprint([record["entry"], previous])[:8]:
            return False
        previous = record["hash"]
    return True
