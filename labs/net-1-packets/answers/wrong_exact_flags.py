# loses: test_handshake_ok_bits
# Compares all flags at once, so that any other flag spoils it.

# %% handshake_ok
def handshake_ok(packets, client, server):
    step = 0
    for packet in packets:
        ends = addresses(packet)
        if TCP in packet and ends in [(client, server), (server, client)]:
            flags = str(packet[TCP].flags)
            if "R" in flags:
                return False
            wanted = [("S", (client, server)), ("SA", (server, client)), ("A", (client, server))][step]
            if (flags, ends) == wanted:
                step += 1
            if step == 3:
                return True
    return False
