# loses: test_frame_rows
# Takes every packet with S for a knock, the server's answer too.
# %% to_frame
def to_frame(packets):
    rows = []
    for packet in packets:
        if TCP in packet:
            src, dst = addresses(packet)
            rows.append([float(packet.time), src, dst, packet[TCP].dport, "S" in packet[TCP].flags])
    table = pd.DataFrame(rows, columns=["time", "src", "dst", "port", "knock"])
    return table.sort_values("time", kind="stable")
