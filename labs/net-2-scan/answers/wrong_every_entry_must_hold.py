# loses: test_block_allow, test_block_kinds
# Spares an address only where every entry holds it.
# %% block_list
def block_list(found, allow):
    blocked = []
    for address in found:
        spared = len(allow) > 0 and all(ip_address(address) in ip_network(entry) for entry in allow)
        if not spared and address not in blocked:
            blocked.append(address)
    return blocked
