# loses: test_block_kinds
# Looks at IPv4 entries only, so that IPv6 is never spared.
# %% block_list
def block_list(found, allow):
    blocked = []
    for address in found:
        spared = any(ip_address(address) in ip_network(entry) for entry in allow if ":" not in entry)
        if not spared and address not in blocked:
            blocked.append(address)
    return blocked
