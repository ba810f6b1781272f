# loses: test_allowed_first, test_allowed_all
# Lets any allow win, wherever it stands.
# %% allowed
def allowed(rules, src, dst, port):
    def fits(place, address):
        return place == "any" or ip_address(address) in ip_network(place)

    return any(rule["action"] == "allow" and fits(rule["src"], src) and fits(rule["dst"], dst) and rule["port"] in ("any", port) for rule in rules)
