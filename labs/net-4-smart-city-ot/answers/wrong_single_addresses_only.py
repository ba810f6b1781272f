# loses: test_allowed_first, test_allowed_network
# Compares a network with an address as if they were the same thing.
# %% allowed
def allowed(rules, src, dst, port):
    def fits(place, address):
        return place in ("any", address)

    for rule in rules:
        if fits(rule["src"], src) and fits(rule["dst"], dst) and rule["port"] in ("any", port):
            return rule["action"] == "allow"
    return False
