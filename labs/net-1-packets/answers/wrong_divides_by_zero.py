# loses: test_encrypted_share_bytes
# Does not think of a capture without payload.

# %% encrypted_share
def encrypted_share(packets):
    total = sum(len(payload(packet)) for packet in packets)
    return sum(len(payload(packet)) for packet in packets if is_tls(packet)) / total
