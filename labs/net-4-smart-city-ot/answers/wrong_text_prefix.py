# loses: test_allowed_network, test_allowed_first
# Compares addresses as text, so that 10.0.1 fits 10.0.10.
# %% allowed
def allowed(rules, src, dst, port):
    def fits(place, address):
        return place == "any" or address == place or ("/" in place and address.startswith(place.split("/")[0].rpartition(".")[0]))

    for rule in rules:
        if fits(rule["src"], src) and fits(rule["dst"], dst) and rule["port"] in ("any", port):
            return rule["action"] == "allow"
    return False
