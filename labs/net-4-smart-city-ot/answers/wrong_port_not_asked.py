# loses: test_allowed_all, test_allowed_default, test_allowed_first
# Forgets to ask for the port.
# %% allowed
def allowed(rules, src, dst, port):
    def fits(place, address):
        return place == "any" or ip_address(address) in ip_network(place)

    for rule in rules:
        if fits(rule["src"], src) and fits(rule["dst"], dst):
            return rule["action"] == "allow"
    return False
