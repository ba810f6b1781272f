# loses: test_allowed_first, test_allowed_default, test_allowed_network, test_allowed_all
# Forgets that a place may be “any”.
# %% allowed
def allowed(rules, src, dst, port):
    def fits(place, address):
        return "/" in place and ip_address(address) in ip_network(place) or place == address

    for rule in rules:
        if fits(rule["src"], src) and fits(rule["dst"], dst) and rule["port"] in ("any", port):
            return rule["action"] == "allow"
    return False
