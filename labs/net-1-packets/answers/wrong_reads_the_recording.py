# loses: test_count_protocols_once, test_count_protocols_dns, test_count_protocols_ipv6
# Counts the recording of the lab, whatever is handed to the function.

# %% count_protocols
def count_protocols(capture):
    counts = {"TCP": 0, "UDP": 0, "ARP": 0, "other": 0}
    for packet in packets:
        if TCP in packet:
            counts["TCP"] += 1
        elif UDP in packet:
            counts["UDP"] += 1
        elif ARP in packet:
            counts["ARP"] += 1
        else:
            counts["other"] += 1
    return counts
