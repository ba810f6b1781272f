# loses: test_log_edit
# Compares the links, and never takes the fingerprint of the content again.
# %% log_chain
def add_log(log, entry):
    previous = log[-1]["hash"] if log else START
    return log + [{"entry": entry, "previous": previous, "hash": fingerprint([entry, previous])}]


def verify(log):
    previous = START
    for record in log:
        if record["previous"] != previous:
            return False
        previous = record["hash"]
    return True
