# loses: test_allowed_first, test_allowed_all
# Lets the last rule that fits decide.
# %% allowed
def allowed(rules, src, dst, port):
    def fits(place, address):
        return place == "any" or ip_address(address) in ip_network(place)

    for rule in reversed(rules):
        if fits(rule["src"], src) and fits(rule["dst"], dst) and rule["port"] in ("any", port):
            return rule["action"] == "allow"
    return False
