# loses: test_handshake_ok_reset
# Heeds a reset of the server only, and not one of the client.

# %% handshake_ok
def handshake_ok(packets, client, server):
    step = 1
    for packet in [p for p in packets if TCP in p and set(addresses(p)) == {client, server}]:
        s, a, r = [letter in packet[TCP].flags for letter in "SAR"]
        if r and addresses(packet) == (server, client):
            return False
        if step == 1 and addresses(packet) == (client, server) and s and not a:
            step = 2
        elif step == 2 and addresses(packet) == (server, client) and s and a:
            step = 3
        elif step == 3 and addresses(packet) == (client, server) and a and not s and not r:
            return True
    return False
