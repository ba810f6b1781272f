# loses: test_writes_reads
# Counts every function that is not one of the four that read.
# %% modbus_writes
def modbus_writes(packets):
    rows = []
    for packet in packets:
        message = modbus(packet)
        if message and packet[TCP].dport == 502 and message["function"] > 4:
            for step, value in enumerate(message["values"]):
                src, dst = addresses(packet)
                rows.append({"time": float(packet.time), "src": src, "dst": dst, "target": f"{message['what']} {message['first'] + step}", "value": value})
    return rows
