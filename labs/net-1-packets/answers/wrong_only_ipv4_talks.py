# loses: test_conversations_total
# Looks for IPv4 addresses only, and loses the bytes of IPv6.

# %% conversations
def conversations(packets):
    totals = {}
    for packet in packets:
        if IP in packet:
            pair = tuple(sorted((packet[IP].src, packet[IP].dst)))
            totals[pair] = totals.get(pair, 0) + len(packet)
    return totals
