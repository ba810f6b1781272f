# loses: test_frame_rows
# Takes every packet with ports, UDP as well.
# %% to_frame
def to_frame(packets):
    rows = []
    for packet in packets:
        for layer in (TCP, UDP):
            if layer in packet:
                src, dst = addresses(packet)
                rows.append([float(packet.time), src, dst, packet[layer].dport, layer is TCP and is_knock(packet)])
    table = pd.DataFrame(rows, columns=["time", "src", "dst", "port", "knock"])
    return table.sort_values("time", kind="stable")
