# loses: test_block_once, test_block_kinds
# Sorts the list.
# %% block_list
def block_list(found, allow):
    blocked = []
    for address in found:
        spared = any(ip_address(address) in ip_network(entry) for entry in allow)
        if not spared and address not in blocked:
            blocked.append(address)
    return sorted(blocked)
