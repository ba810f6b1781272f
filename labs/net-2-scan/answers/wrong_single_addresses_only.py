# loses: test_block_allow, test_block_kinds
# Looks for the address itself, and knows no networks.
# %% block_list
def block_list(found, allow):
    blocked = []
    for address in found:
        spared = address in allow
        if not spared and address not in blocked:
            blocked.append(address)
    return blocked
