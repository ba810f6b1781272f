# loses: test_allowed_all, test_allowed_first, test_allowed_network
# Forgets to ask for the destination.
# %% allowed
def allowed(rules, src, dst, port):
    def fits(place, address):
        return place == "any" or ip_address(address) in ip_network(place)

    for rule in rules:
        if fits(rule["src"], src) and rule["port"] in ("any", port):
            return rule["action"] == "allow"
    return False
