# loses: test_encrypted_share_bytes, test_encrypted_share_not_the_port
# Counts packets in place of bytes.

# %% encrypted_share
def encrypted_share(packets):
    carrying = [packet for packet in packets if payload(packet)]
    return sum(is_tls(packet) for packet in carrying) / len(carrying) if carrying else 0.0
