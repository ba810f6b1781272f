# loses: test_block_allow, test_block_once, test_block_kinds
# Compares the first three numbers only.
# %% block_list
def block_list(found, allow):
    blocked = []
    for address in found:
        spared = any(address.rpartition(".")[0] == entry.rpartition(".")[0] for entry in allow)
        if not spared and address not in blocked:
            blocked.append(address)
    return blocked
