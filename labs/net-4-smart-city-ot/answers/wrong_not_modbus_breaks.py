# loses: test_writes_single
# Expects every packet on port 502 to be Modbus.
# %% modbus_writes
def modbus_writes(packets):
    rows = []
    for packet in packets:
        message = modbus(packet)
        if TCP in packet and packet[TCP].dport == 502 and message["function"] in (5, 6, 15, 16):
            for step, value in enumerate(message["values"]):
                src, dst = addresses(packet)
                rows.append({"time": float(packet.time), "src": src, "dst": dst, "target": f"{message['what']} {message['first'] + step}", "value": value})
    return rows
