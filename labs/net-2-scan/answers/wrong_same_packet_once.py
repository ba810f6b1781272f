# loses: test_frame_rows
# Takes a packet that was sent twice for one.
# %% to_frame
def to_frame(packets):
    rows = []
    for packet in packets:
        if TCP in packet:
            src, dst = addresses(packet)
            rows.append([float(packet.time), src, dst, packet[TCP].dport, is_knock(packet)])
    table = pd.DataFrame(rows, columns=["time", "src", "dst", "port", "knock"])
    return table.drop_duplicates().sort_values("time", kind="stable")
