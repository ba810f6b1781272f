# loses: test_frame_rows
# Makes the table from dictionaries, so that none has no columns.
# %% to_frame
def to_frame(packets):
    rows = []
    for packet in packets:
        if TCP in packet:
            src, dst = addresses(packet)
            rows.append({"time": float(packet.time), "src": src, "dst": dst, "port": packet[TCP].dport, "knock": is_knock(packet)})
    table = pd.DataFrame(rows)
    return table.sort_values("time", kind="stable") if len(rows) else table
