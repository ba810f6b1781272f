# loses: test_handshake_ok_order, test_handshake_ok_reset
# Looks at the flags only, whoever sends them.

# %% handshake_ok
def handshake_ok(packets, client, server):
    to_come = ["S", "SA", "A"]
    for packet in packets:
        if TCP in packet:
            if "R" in packet[TCP].flags:
                return False
            if "".join(letter for letter in "SA" if letter in packet[TCP].flags) == to_come[0]:
                to_come.pop(0)
            if not to_come:
                return True
    return False
