# loses: test_block_allow, test_block_kinds
# Asks the first entry of the allow-list only.
# %% block_list
def block_list(found, allow):
    blocked = []
    for address in found:
        spared = len(allow) > 0 and ip_address(address) in ip_network(allow[0])
        if not spared and address not in blocked:
            blocked.append(address)
    return blocked
