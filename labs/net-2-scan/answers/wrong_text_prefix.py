# loses: test_block_allow, test_block_kinds
# Compares addresses as text.
# %% block_list
def block_list(found, allow):
    blocked = []
    for address in found:
        spared = any(address.startswith(entry.split("/")[0].rstrip("0").rstrip(".:")) for entry in allow)
        if not spared and address not in blocked:
            blocked.append(address)
    return blocked
