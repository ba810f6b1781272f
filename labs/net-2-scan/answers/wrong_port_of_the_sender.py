# loses: test_frame_rows, test_frame_sorted
# Takes the port that the packet comes from.
# %% to_frame
def to_frame(packets):
    rows = []
    for packet in packets:
        if TCP in packet:
            src, dst = addresses(packet)
            rows.append([float(packet.time), src, dst, packet[TCP].sport, is_knock(packet)])
    table = pd.DataFrame(rows, columns=["time", "src", "dst", "port", "knock"])
    return table.sort_values("time", kind="stable")
