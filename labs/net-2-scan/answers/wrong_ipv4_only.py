# loses: test_block_kinds
# Leaves out IPv6 addresses.
# %% block_list
def block_list(found, allow):
    blocked = []
    for address in found:
        spared = ":" in address or any(ip_address(address) in ip_network(entry) for entry in allow)
        if not spared and address not in blocked:
            blocked.append(address)
    return blocked
