# loses: test_count_protocols_once, test_count_protocols_dns, test_count_protocols_ipv6
# Separate ifs: the last else also takes what was counted already, so the counts no longer add up.

# %% count_protocols
def count_protocols(packets):
    counts = {"TCP": 0, "UDP": 0, "ARP": 0, "other": 0}
    for packet in packets:
        if TCP in packet:
            counts["TCP"] += 1
        if UDP in packet:
            counts["UDP"] += 1
        if ARP in packet:
            counts["ARP"] += 1
        else:
            counts["other"] += 1
    return counts
