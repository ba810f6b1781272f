# loses: test_handshake_ok_reset
# Calls a connection refused that was open, because it ended with a reset later.

# %% handshake_ok
def handshake_ok(packets, client, server):
    between = [p for p in packets if TCP in p and set(addresses(p)) == {client, server}]
    if any("R" in p[TCP].flags for p in between):
        return False
    to_come = [("S", (client, server)), ("SA", (server, client)), ("A", (client, server))]
    for packet in between:
        seen = "".join(letter for letter in "SA" if letter in packet[TCP].flags)
        if to_come and (seen, addresses(packet)) == to_come[0]:
            to_come.pop(0)
    return not to_come
