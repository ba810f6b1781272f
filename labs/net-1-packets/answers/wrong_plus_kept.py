# loses: test_exposed_logins_decoded
# Decodes %40, but leaves + where a space was.

# %% exposed_logins
def exposed_logins(packets):
    from urllib.parse import unquote

    found = []
    for packet in packets:
        body = payload(packet).decode(errors="replace").split("\r\n\r\n")[-1]
        form = dict(part.split("=", 1) for part in body.split("&") if "=" in part)
        if "user" in form and "password" in form:
            src, dst = addresses(packet)
            found.append({"src": src, "dst": dst, "user": unquote(form["user"])})
    return found
