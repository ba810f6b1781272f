# loses: test_exposed_logins_found
# Leaves out an officer's second login.

# %% exposed_logins
def exposed_logins(packets):
    found = []
    for packet in packets:
        form = dict(parse_qsl(payload(packet).decode(errors="replace").split("\r\n\r\n")[-1]))
        if "user" in form and "password" in form:
            src, dst = addresses(packet)
            login = {"src": src, "dst": dst, "user": form["user"]}
            if login not in found:
                found.append(login)
    return found
