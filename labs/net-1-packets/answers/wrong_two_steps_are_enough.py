# loses: test_handshake_ok_order, test_handshake_ok_reset, test_handshake_ok_bits
# Is content with SYN and SYN-ACK.

# %% handshake_ok
def handshake_ok(packets, client, server):
    asked = False
    for packet in packets:
        if TCP in packet and addresses(packet) == (client, server) and "S" in packet[TCP].flags:
            asked = True
        if TCP in packet and addresses(packet) == (server, client) and asked and "S" in packet[TCP].flags:
            return True
    return False
