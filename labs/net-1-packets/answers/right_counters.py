# %% count_protocols
def count_protocols(packets):
    from collections import Counter

    return Counter(next((k for k in ("TCP", "UDP", "ARP") if p.haslayer(k)), "other") for p in packets)


# %% conversations
def conversations(packets):
    from collections import defaultdict

    totals = defaultdict(int)
    for packet in packets:
        for layer in (IP, IPv6):
            if layer in packet:
                totals[frozenset((packet[layer].src, packet[layer].dst))] += len(bytes(packet))
    return totals


# %% exposed_logins
def exposed_logins(packets):
    from urllib.parse import unquote_plus

    def form_of(packet):
        body = payload(packet).rpartition(b"\r\n\r\n")[2]
        pairs = [part.partition(b"=") for part in body.split(b"&")]
        return {name: value.decode(errors="replace") for name, _, value in pairs}

    return [
        dict(zip(("src", "dst", "user"), (*addresses(p), unquote_plus(form_of(p)[b"user"]))))
        for p in packets
        if {b"user", b"password"} <= set(form_of(p))
    ]


# %% handshake_ok
def handshake_ok(packets, client, server):
    story = ""
    for packet in packets:
        if TCP in packet and set(addresses(packet)) == {client, server}:
            flags = packet[TCP].flags
            who = "c" if addresses(packet)[0] == client else "s"
            story += who + ("R" if flags.R else "S" * bool(flags.S) + "A" * bool(flags.A)) + " "
    before = story.partition("R")[0]
    words = before.split()
    try:
        one = words.index("cS")
        two = words.index("sSA", one)
        return "cA" in words[two:]
    except ValueError:
        return False


# %% encrypted_share
def encrypted_share(packets):
    inside = plain = 0
    for packet in packets:
        if TCP not in packet:
            continue
        size = len(bytes(packet[TCP].payload))
        if is_tls(packet):
            inside += size
        else:
            plain += size
    return inside / max(inside + plain, 1)
