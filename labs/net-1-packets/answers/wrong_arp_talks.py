# loses: test_conversations_no_address
# Takes the addresses that an ARP call asks about for a conversation.

# %% conversations
def conversations(packets):
    totals = {}
    for packet in packets:
        ends = (packet[ARP].psrc, packet[ARP].pdst) if ARP in packet else addresses(packet)
        pair = tuple(sorted(ends))
        totals[pair] = totals.get(pair, 0) + len(packet)
    return totals
