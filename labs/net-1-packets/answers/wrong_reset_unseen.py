# loses: test_handshake_ok_reset
# Takes the A of a reset (RA) for the third step.

# %% handshake_ok
def handshake_ok(packets, client, server):
    to_come = [("S", (client, server)), ("SA", (server, client)), ("A", (client, server))]
    for packet in packets:
        if TCP in packet:
            seen = "".join(letter for letter in "SA" if letter in packet[TCP].flags)
            if (seen, addresses(packet)) == to_come[0]:
                to_come.pop(0)
            if not to_come:
                return True
    return False
