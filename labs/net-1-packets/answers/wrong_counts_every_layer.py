# loses: test_count_protocols_once, test_count_protocols_dns, test_count_protocols_ipv6
# Counts envelopes and not packets.

# %% count_protocols
def count_protocols(packets):
    counts = {}
    for packet in packets:
        for layer in packet.layers():
            counts[layer.__name__] = counts.get(layer.__name__, 0) + 1
    return counts
