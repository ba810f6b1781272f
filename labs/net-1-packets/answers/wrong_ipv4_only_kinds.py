# loses: test_count_protocols_ipv6
# Reads the kind from the IPv4 envelope, so that everything over IPv6 becomes "other".

# %% count_protocols
def count_protocols(packets):
    counts = {"TCP": 0, "UDP": 0, "ARP": 0, "other": 0}
    for packet in packets:
        if IP in packet and packet[IP].proto == 6:
            counts["TCP"] += 1
        elif IP in packet and packet[IP].proto == 17:
            counts["UDP"] += 1
        elif ARP in packet:
            counts["ARP"] += 1
        else:
            counts["other"] += 1
    return counts
