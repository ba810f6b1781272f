# loses: test_block_kinds
# Compares addresses as numbers, whichever kind they are.
# %% block_list
def block_list(found, allow):
    spared = [ip_network(entry) for entry in allow]
    result = []
    for address in found:
        number = int(ip_address(address))
        inside = any(int(net.network_address) <= number <= int(net.broadcast_address) for net in spared)
        if address not in result and not inside:
            result.append(address)
    return result
