# loses: test_count_protocols_dns
# Takes DNS for a kind of its own, beside UDP.

# %% count_protocols
def count_protocols(packets):
    counts = {"TCP": 0, "DNS": 0, "UDP": 0, "ARP": 0, "other": 0}
    for packet in packets:
        if TCP in packet:
            counts["TCP"] += 1
        elif DNS in packet:
            counts["DNS"] += 1
        elif UDP in packet:
            counts["UDP"] += 1
        elif ARP in packet:
            counts["ARP"] += 1
        else:
            counts["other"] += 1
    return counts
