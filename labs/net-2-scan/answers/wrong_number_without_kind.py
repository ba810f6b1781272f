# loses: test_block_kinds
# Takes IPv6 for part of the network of all IPv4.
# %% block_list
def block_list(found, allow):
    blocked = []
    for address in found:
        spared = any(entry == "0.0.0.0/0" or ip_address(address) in ip_network(entry) for entry in allow)
        if not spared and address not in blocked:
            blocked.append(address)
    return blocked
