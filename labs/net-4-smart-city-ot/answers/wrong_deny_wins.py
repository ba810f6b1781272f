# loses: test_allowed_first
# Lets any deny win, wherever it stands.
# %% allowed
def allowed(rules, src, dst, port):
    def fits(place, address):
        return place == "any" or ip_address(address) in ip_network(place)

    verdicts = [rule["action"] for rule in rules if fits(rule["src"], src) and fits(rule["dst"], dst) and rule["port"] in ("any", port)]
    return "allow" in verdicts and "deny" not in verdicts
