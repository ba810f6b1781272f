# loses: test_exposed_logins_no_password
# Keeps the whole form as evidence, and the password with it.

# %% exposed_logins
def exposed_logins(packets):
    found = []
    for packet in packets:
        text = payload(packet).decode(errors="replace").split("\r\n\r\n")[-1]
        form = dict(parse_qsl(text))
        if "user" in form and "password" in form:
            src, dst = addresses(packet)
            found.append({"src": src, "dst": dst, "user": form["user"], "evidence": text})
    return found
