# loses: test_exposed_logins_any_port
# Believes that plain web traffic is on port 80.

# %% exposed_logins
def exposed_logins(packets):
    found = []
    for packet in packets:
        if TCP in packet and packet[TCP].dport == 80:
            form = dict(parse_qsl(payload(packet).decode(errors="replace").split("\r\n\r\n")[-1]))
            if "user" in form and "password" in form:
                src, dst = addresses(packet)
                found.append({"src": src, "dst": dst, "user": form["user"]})
    return found
