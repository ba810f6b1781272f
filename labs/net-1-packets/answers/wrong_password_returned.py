# loses: test_exposed_logins_no_password
# Reports the password as well.

# %% exposed_logins
def exposed_logins(packets):
    found = []
    for packet in packets:
        form = dict(parse_qsl(payload(packet).decode(errors="replace").split("\r\n\r\n")[-1]))
        if "user" in form and "password" in form:
            src, dst = addresses(packet)
            found.append({"src": src, "dst": dst, "user": form["user"], "password": form["password"]})
    return found
