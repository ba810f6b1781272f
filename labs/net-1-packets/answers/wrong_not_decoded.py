# loses: test_exposed_logins_decoded
# Takes the name as it was sent, with %40 for @.

# %% exposed_logins
def exposed_logins(packets):
    found = []
    for packet in packets:
        body = payload(packet).decode(errors="replace").split("\r\n\r\n")[-1]
        form = dict(part.split("=", 1) for part in body.split("&") if "=" in part)
        if "user" in form and "password" in form:
            src, dst = addresses(packet)
            found.append({"src": src, "dst": dst, "user": form["user"]})
    return found
