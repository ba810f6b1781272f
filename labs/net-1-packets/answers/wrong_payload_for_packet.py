# loses: test_conversations_bytes, test_conversations_total
# Counts what is carried, without the envelopes.

# %% conversations
def conversations(packets):
    totals = {}
    for packet in packets:
        ends = addresses(packet)
        if ends is not None:
            pair = tuple(sorted(ends))
            totals[pair] = totals.get(pair, 0) + len(payload(packet))
    return totals
