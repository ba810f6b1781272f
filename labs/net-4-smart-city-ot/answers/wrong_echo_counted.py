# loses: test_writes_echo
# Counts the controller's echo as a second order.
# %% modbus_writes
def modbus_writes(packets):
    rows = []
    for packet in packets:
        message = modbus(packet)
        if message and message["function"] in (5, 6, 15, 16) and (packet[TCP].dport == 502 or message["function"] in (5, 6)):
            for step, value in enumerate(message["values"]):
                src, dst = addresses(packet)
                rows.append({"time": float(packet.time), "src": src, "dst": dst, "target": f"{message['what']} {message['first'] + step}", "value": value})
    return rows
