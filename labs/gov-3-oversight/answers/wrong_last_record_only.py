# loses: test_log_edit, test_log_missing
# Checks only the last record.
# %% log_chain
def add_log(log, entry):
    previous = log[-1]["hash"] if log else START
    return log + [{"entry": entry, "previous": previous, "hash": fingerprint([entry, previous])}]


def verify(log):
    if log == []:
        return True
    r = log[-1]
    before = log[-2]["hash"] if len(log) > 1 else START
    return r["previous"] == before and r["hash"] == fingerprint([r["entry"], before])
