# %% conversations
def conversations(packets):
    totals = {}
    for packet in packets:
        ends = addresses(packet)
        if ends is not None:
            pair = tuple(ends)
            if pair[::-1] in totals:
                pair = pair[::-1]
            totals[pair] = totals.get(pair, 0) + len(packet)
    return totals
