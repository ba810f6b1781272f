# loses: test_encrypted_share_not_the_port
# Adds what UDP carries to the whole.

# %% encrypted_share
def encrypted_share(packets):
    def carried(packet):
        return len(bytes(packet[UDP].payload)) if UDP in packet else len(payload(packet))

    total = sum(carried(packet) for packet in packets)
    return sum(len(payload(packet)) for packet in packets if is_tls(packet)) / total if total else 0.0
