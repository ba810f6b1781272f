# loses: test_frame_rows
# Leaves the time in the recording's own kind of number.
# %% to_frame
def to_frame(packets):
    rows = []
    for packet in packets:
        if TCP in packet:
            src, dst = addresses(packet)
            rows.append([packet.time, src, dst, packet[TCP].dport, is_knock(packet)])
    table = pd.DataFrame(rows, columns=["time", "src", "dst", "port", "knock"])
    return table.sort_values("time", kind="stable")
