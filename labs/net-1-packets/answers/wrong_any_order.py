# loses: test_handshake_ok_order
# Only asks whether all three are there.

# %% handshake_ok
def handshake_ok(packets, client, server):
    seen = set()
    for packet in packets:
        ends = addresses(packet)
        if TCP in packet and ends in [(client, server), (server, client)]:
            if "R" in packet[TCP].flags:
                break
            seen.add(("".join(letter for letter in "SA" if letter in packet[TCP].flags), ends))
    return {("S", (client, server)), ("SA", (server, client)), ("A", (client, server))} <= seen
