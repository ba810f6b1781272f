# loses: test_writes_single, test_writes_echo, test_writes_reads, test_writes_block
# Calls coils registers.
# %% modbus_writes
def modbus_writes(packets):
    rows = []
    for packet in packets:
        message = modbus(packet)
        if message and packet[TCP].dport == 502 and message["function"] in (5, 6, 15, 16):
            for step, value in enumerate(message["values"]):
                src, dst = addresses(packet)
                rows.append({"time": float(packet.time), "src": src, "dst": dst, "target": f"register {message['first'] + step}", "value": value})
    return rows
