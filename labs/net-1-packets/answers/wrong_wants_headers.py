# loses: test_exposed_logins_found
# Asks for POST in the same packet, and misses a form that travels in a packet of its own.

# %% exposed_logins
def exposed_logins(packets):
    found = []
    for packet in packets:
        text = payload(packet).decode(errors="replace")
        form = dict(parse_qsl(text.split("\r\n\r\n")[-1]))
        if text.startswith("POST") and "user" in form and "password" in form:
            src, dst = addresses(packet)
            found.append({"src": src, "dst": dst, "user": form["user"]})
    return found
