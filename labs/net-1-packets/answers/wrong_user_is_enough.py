# loses: test_exposed_logins_found
# Takes every form with a user for a login.

# %% exposed_logins
def exposed_logins(packets):
    found = []
    for packet in packets:
        form = dict(parse_qsl(payload(packet).decode(errors="replace").split("\r\n\r\n")[-1]))
        if "user" in form:
            src, dst = addresses(packet)
            found.append({"src": src, "dst": dst, "user": form["user"]})
    return found
