# loses: test_writes_block
# Keeps only the first value of a block.
# %% modbus_writes
def modbus_writes(packets):
    rows = []
    for packet in packets:
        message = modbus(packet)
        if message and packet[TCP].dport == 502 and message["function"] in (5, 6, 15, 16):
            for step, value in enumerate(message["values"][:1]):
                src, dst = addresses(packet)
                rows.append({"time": float(packet.time), "src": src, "dst": dst, "target": f"{message['what']} {message['first'] + step}", "value": value})
    return rows
