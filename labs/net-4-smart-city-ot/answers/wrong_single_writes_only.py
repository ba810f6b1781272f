# loses: test_writes_block, test_writes_reads
# Knows the functions 5 and 6 only, and passes over blocks.
# %% modbus_writes
def modbus_writes(packets):
    rows = []
    for packet in packets:
        message = modbus(packet)
        if message and packet[TCP].dport == 502 and message["function"] in (5, 6):
            for step, value in enumerate(message["values"]):
                src, dst = addresses(packet)
                rows.append({"time": float(packet.time), "src": src, "dst": dst, "target": f"{message['what']} {message['first'] + step}", "value": value})
    return rows
