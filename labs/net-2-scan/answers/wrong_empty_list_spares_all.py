# loses: test_block_kinds
# Takes an empty allow-list for one that holds everybody.
# %% block_list
def block_list(found, allow):
    blocked = []
    for address in found:
        spared = not allow or any(ip_address(address) in ip_network(entry) for entry in allow)
        if not spared and address not in blocked:
            blocked.append(address)
    return blocked
