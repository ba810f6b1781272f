# loses: test_allowed_network, test_allowed_first
# Takes every network for one of 256 addresses.
# %% allowed
def allowed(rules, src, dst, port):
    def fits(place, address):
        return place == "any" or (address == place if "/" not in place else address.split(".")[:3] == place.split(".")[:3])

    for rule in rules:
        if fits(rule["src"], src) and fits(rule["dst"], dst) and rule["port"] in ("any", port):
            return rule["action"] == "allow"
    return False
