# loses: test_block_allow, test_block_once, test_block_kinds
# Ignores the allow-list, and shuts out the counters.
# %% block_list
def block_list(found, allow):
    blocked = []
    for address in found:
        spared = False
        if not spared and address not in blocked:
            blocked.append(address)
    return blocked
