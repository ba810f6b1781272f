# loses: test_encrypted_share_not_the_port
# Believes the port.

# %% encrypted_share
def encrypted_share(packets):
    total = sum(len(payload(packet)) for packet in packets)
    inside = sum(len(payload(p)) for p in packets if TCP in p and 443 in (p[TCP].sport, p[TCP].dport))
    return inside / total if total else 0.0
