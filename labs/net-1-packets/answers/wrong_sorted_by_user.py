# loses: test_exposed_logins_found, test_exposed_logins_any_port, test_exposed_logins_decoded
# Sorts what was found by its name, where the order of the packets was asked for.

# %% exposed_logins
def exposed_logins(packets):
    found = []
    for packet in packets:
        text = payload(packet).decode(errors="replace")
        form = dict(parse_qsl(text.split("\r\n\r\n")[-1]))
        if "user" in form and "password" in form:
            src, dst = addresses(packet)
            found.append({"src": src, "dst": dst, "user": form["user"]})
    return sorted(found, key=lambda login: login["user"])
