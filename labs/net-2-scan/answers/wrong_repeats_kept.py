# loses: test_block_once, test_block_kinds
# Keeps an address as often as it was found.
# %% block_list
def block_list(found, allow):
    blocked = []
    for address in found:
        spared = any(ip_address(address) in ip_network(entry) for entry in allow)
        if not spared:
            blocked.append(address)
    return blocked
