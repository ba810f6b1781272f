# loses: test_conversations_both_ways
# A to B and B to A are two conversations.

# %% conversations
def conversations(packets):
    totals = {}
    for packet in packets:
        ends = addresses(packet)
        if ends is not None:
            totals[ends] = totals.get(ends, 0) + len(packet)
    return totals
