# loses: test_writes_echo
# Drops an order that was given before, as if it were an echo.
# %% modbus_writes
def modbus_writes(packets):
    rows, seen = [], []
    for packet in packets:
        message = modbus(packet)
        if message and packet[TCP].dport == 502 and message["function"] in (5, 6, 15, 16) and (message["values"], message["first"]) not in seen and not seen.append((message["values"], message["first"])):
            for step, value in enumerate(message["values"]):
                src, dst = addresses(packet)
                rows.append({"time": float(packet.time), "src": src, "dst": dst, "target": f"{message['what']} {message['first'] + step}", "value": value})
    return rows
