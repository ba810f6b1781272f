# loses: test_encrypted_share_bytes, test_encrypted_share_not_the_port
# Counts whole packets with their envelopes.

# %% encrypted_share
def encrypted_share(packets):
    total = sum(len(packet) for packet in packets if TCP in packet)
    return sum(len(packet) for packet in packets if is_tls(packet)) / total if total else 0.0
