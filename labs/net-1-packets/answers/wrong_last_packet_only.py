# loses: test_conversations_bytes, test_conversations_total
# Overwrites the total with each packet.

# %% conversations
def conversations(packets):
    totals = {}
    for packet in packets:
        ends = addresses(packet)
        if ends is not None:
            totals[tuple(sorted(ends))] = len(packet)
    return totals
