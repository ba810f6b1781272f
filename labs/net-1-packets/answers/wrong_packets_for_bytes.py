# loses: test_conversations_bytes, test_conversations_total
# Adds 1 a packet, as in the worked example, in place of its bytes.

# %% conversations
def conversations(packets):
    totals = {}
    for packet in packets:
        ends = addresses(packet)
        if ends is not None:
            pair = tuple(sorted(ends))
            totals[pair] = totals.get(pair, 0) + 1
    return totals
