# loses: test_allowed_first, test_allowed_all, test_allowed_network, test_allowed_default
# Forgets that a port may be “any”.
# %% allowed
def allowed(rules, src, dst, port):
    def fits(place, address):
        return place == "any" or ip_address(address) in ip_network(place)

    for rule in rules:
        if fits(rule["src"], src) and fits(rule["dst"], dst) and rule["port"] == port:
            return rule["action"] == "allow"
    return False
