# loses: test_frame_rows
# Takes the receiver for the sender.
# %% to_frame
def to_frame(packets):
    rows = []
    for packet in packets:
        if TCP in packet:
            src, dst = addresses(packet)
            rows.append([float(packet.time), dst, src, packet[TCP].dport, is_knock(packet)])
    table = pd.DataFrame(rows, columns=["time", "src", "dst", "port", "knock"])
    return table.sort_values("time", kind="stable")
