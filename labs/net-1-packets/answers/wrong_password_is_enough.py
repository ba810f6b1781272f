# loses: test_exposed_logins_found
# Takes every form with a password for a login, though nobody is named in it.

# %% exposed_logins
def exposed_logins(packets):
    found = []
    for packet in packets:
        text = payload(packet).decode(errors="replace")
        form = dict(parse_qsl(text.split("\r\n\r\n")[-1]))
        if "password" in form:
            src, dst = addresses(packet)
            found.append({"src": src, "dst": dst, "user": form.get("user", "")})
    return found
