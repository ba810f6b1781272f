# %% count_protocols
def count_protocols(packets):
    kinds = ["TCP" if TCP in p else "UDP" if UDP in p else "ARP" if ARP in p else "other" for p in packets]
    return pd.Series(kinds, dtype=str).value_counts()


# %% conversations
def conversations(packets):
    rows = [(*sorted(addresses(p)), len(p)) for p in packets if addresses(p)]
    table = pd.DataFrame(rows, columns=["a", "b", "bytes"])
    return table.groupby(["a", "b"])["bytes"].sum()


# %% exposed_logins
def exposed_logins(packets):
    import re
    from urllib.parse import unquote_plus

    rows = []
    for packet in packets:
        text = payload(packet).decode("latin-1")
        body = text[text.find("\r\n\r\n") + 4 :] if "\r\n\r\n" in text else text
        user = re.search(r"(?:^|&)user=([^&]+)", body)
        if user and re.search(r"(?:^|&)password=[^&]", body):
            rows.append([*addresses(packet), unquote_plus(user.group(1))])
    return pd.DataFrame(rows, columns=["src", "dst", "user"])


# %% handshake_ok
def handshake_ok(packets, client, server):
    rows = [(*addresses(p), int(p[TCP].flags)) for p in packets if TCP in p]
    table = pd.DataFrame(rows, columns=["src", "dst", "flags"])
    table = table[((table.src == client) & (table.dst == server)) | ((table.src == server) & (table.dst == client))]
    syn, ack, reset = (table["flags"] & bit > 0 for bit in (2, 16, 4))
    mine = table.src == client
    first = {
        "one": table.index[mine & syn & ~ack],
        "two": table.index[~mine & syn & ack],
        "three": table.index[mine & ack & ~syn & ~reset],
    }
    if any(len(places) == 0 for places in first.values()):
        return False
    one, two, three = (places[0] for places in first.values())
    return bool(one < two < three and not (table.index[reset] < three).any())


# %% encrypted_share
def encrypted_share(packets):
    table = pd.DataFrame({"size": [len(payload(p)) for p in packets], "tls": [is_tls(p) for p in packets]})
    total = table["size"].sum()
    return float(table.loc[table["tls"].astype(bool), "size"].sum() / total) if total else 0.0
