# loses: test_conversations_no_address
# Believes that every packet has addresses.

# %% conversations
def conversations(packets):
    totals = {}
    for packet in packets:
        pair = tuple(sorted(addresses(packet)))
        totals[pair] = totals.get(pair, 0) + len(packet)
    return totals
