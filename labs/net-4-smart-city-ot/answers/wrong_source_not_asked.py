# loses: test_allowed_first, test_allowed_default, test_allowed_network, test_allowed_all
# Forgets to ask for the source.
# %% allowed
def allowed(rules, src, dst, port):
    def fits(place, address):
        return place == "any" or ip_address(address) in ip_network(place)

    for rule in rules:
        if fits(rule["dst"], dst) and rule["port"] in ("any", port):
            return rule["action"] == "allow"
    return False
