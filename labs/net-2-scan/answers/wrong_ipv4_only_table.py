# loses: test_frame_rows
# Asks for IPv4 as well, so that IPv6 is lost.
# %% to_frame
def to_frame(packets):
    rows = []
    for packet in packets:
        if TCP in packet and ":" not in addresses(packet)[0]:
            src, dst = addresses(packet)
            rows.append([float(packet.time), src, dst, packet[TCP].dport, is_knock(packet)])
    table = pd.DataFrame(rows, columns=["time", "src", "dst", "port", "knock"])
    return table.sort_values("time", kind="stable")
