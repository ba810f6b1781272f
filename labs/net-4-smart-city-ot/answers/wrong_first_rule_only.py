# loses: test_allowed_first, test_allowed_default, test_allowed_all
# Asks only the first rule.
# %% allowed
def allowed(rules, src, dst, port):
    def fits(place, address):
        return place == "any" or ip_address(address) in ip_network(place)

    for rule in rules:
        return fits(rule["src"], src) and fits(rule["dst"], dst) and rule["port"] in ("any", port) and rule["action"] == "allow"
    return False
