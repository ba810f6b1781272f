# loses: test_count_protocols_once, test_count_protocols_ipv6
# Leaves out what is neither TCP nor UDP nor ARP.

# %% count_protocols
def count_protocols(packets):
    return {
        "TCP": sum(TCP in packet for packet in packets),
        "UDP": sum(UDP in packet for packet in packets),
        "ARP": sum(ARP in packet for packet in packets),
    }
