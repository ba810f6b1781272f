# loses: test_frame_rows
# Leaves out TCP packets that are neither knock nor answer.
# %% to_frame
def to_frame(packets):
    rows = []
    for packet in packets:
        if TCP in packet and ("S" in packet[TCP].flags or "A" in packet[TCP].flags):
            src, dst = addresses(packet)
            rows.append([float(packet.time), src, dst, packet[TCP].dport, is_knock(packet)])
    table = pd.DataFrame(rows, columns=["time", "src", "dst", "port", "knock"])
    return table.sort_values("time", kind="stable")
