"""Makes the data of this lab: the same bytes each time.

    python labs/net-4-smart-city-ot/make_data.py            # field.pcap and recorded.json
    python labs/net-4-smart-city-ot/make_data.py --record   # town.json as well, recorded in a private town

`field.pcap` is crafted: a day at the switch of the field zone. `recorded.json` is what the lab's own answers gave, with
which a picture goes on where a task was skipped. `town.json` is what the town of `town.csv` answered when the recorded
writes were replayed in it; it serves on machines that allow no private network. Everything is fictional, and all
addresses are kept for documentation (RFC 5737).
"""

from __future__ import annotations

import csv
import json
import random
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from scapy.contrib.modbus import (
    ModbusADURequest,
    ModbusADUResponse,
    ModbusPDU0FWriteMultipleCoilsRequest,
    ModbusPDU0FWriteMultipleCoilsResponse,
    ModbusPDU01ReadCoilsRequest,
    ModbusPDU01ReadCoilsResponse,
    ModbusPDU03ReadHoldingRegistersRequest,
    ModbusPDU03ReadHoldingRegistersResponse,
    ModbusPDU05WriteSingleCoilRequest,
    ModbusPDU05WriteSingleCoilResponse,
    ModbusPDU06WriteSingleRegisterError,
    ModbusPDU06WriteSingleRegisterRequest,
    ModbusPDU06WriteSingleRegisterResponse,
    ModbusPDU10WriteMultipleRegistersRequest,
    ModbusPDU10WriteMultipleRegistersResponse,
)

from futurefit.authoring import read_lab
from futurefit.kit.packets import IP, TCP, Ether, Packet, addresses, payload, read_packets, write_packets
from futurefit.kit.range import Host, Town, record_town

LAB = Path(__file__).parent
DATA = LAB / "data"
MYT = timezone(timedelta(hours=8))
MIDNIGHT = datetime(2026, 11, 2, tzinfo=MYT).timestamp()
OPERATOR, SCHEDULER, HELPDESK, VENDOR = "192.0.2.10", "192.0.2.20", "203.0.113.30", "203.0.113.99"
PUMP, LIGHTS = "198.51.100.20", "198.51.100.40"

rng = random.Random(2026)
seen: list[Packet] = []
number = 0


def read_hosts() -> list[Host]:
    with (DATA / "town.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    pairs = {row["name"]: [pair.split("=") for pair in row["registers"].split()] for row in rows}
    return [Host(**{**row, "registers": {int(a): int(b) for a, b in pairs[row["name"]]}}) for row in rows]


def talk(hour: str, client: str, controller: str, asks: Packet, tells: Packet) -> None:
    """A request and its answer, at an hour like "06:15"."""
    global number
    number += 1
    hours, minutes = map(int, hour.split(":"))
    time = MIDNIGHT + hours * 3600 + minutes * 60 + rng.randrange(1, 50)
    port = 40000 + int(client.rpartition(".")[2])
    cards = {"src": "02:00:00:00:00:01", "dst": f"02:00:00:00:00:{int(controller.rpartition('.')[2]):02x}"}
    there = Ether(**cards) / IP(src=client, dst=controller, id=number) / TCP(sport=port, dport=502, flags="PA")
    back = Ether(src=cards["dst"], dst=cards["src"]) / IP(src=controller, dst=client, id=number)
    back /= TCP(sport=502, dport=port, flags="PA")
    for frame, late in (
        (there / ModbusADURequest(transId=number % 65536, unitId=1) / asks, 0.0),
        (back / ModbusADUResponse(transId=number % 65536, unitId=1) / tells, 0.004),
    ):
        packet = Ether(bytes(frame))
        packet.time = time + late
        seen.append(packet)


def read_registers(hour: str, client: str, values: list[int]) -> None:
    asks = ModbusPDU03ReadHoldingRegistersRequest(startAddr=4, quantity=len(values))
    talk(hour, client, PUMP, asks, ModbusPDU03ReadHoldingRegistersResponse(registerVal=values))


def read_coils(hour: str, client: str) -> None:
    asks = ModbusPDU01ReadCoilsRequest(startAddr=0, quantity=8)
    talk(hour, client, LIGHTS, asks, ModbusPDU01ReadCoilsResponse(coilStatus=[rng.choice([0, 8])]))


def set_register(hour: str, client: str, register: int, value: int) -> None:
    asks = ModbusPDU06WriteSingleRegisterRequest(registerAddr=register, registerValue=value)
    talk(hour, client, PUMP, asks, ModbusPDU06WriteSingleRegisterResponse(registerAddr=register, registerValue=value))


def set_block(hour: str, client: str, register: int, values: list[int]) -> None:
    asks = ModbusPDU10WriteMultipleRegistersRequest(
        startAddr=register, quantityRegisters=len(values), byteCount=2 * len(values), outputsValue=values
    )
    tells = ModbusPDU10WriteMultipleRegistersResponse(startAddr=register, quantityRegisters=len(values))
    talk(hour, client, PUMP, asks, tells)


def set_coil(hour: str, client: str, coil: int, on: bool) -> None:
    value = 0xFF00 if on else 0
    asks = ModbusPDU05WriteSingleCoilRequest(outputAddr=coil, outputValue=value)
    talk(hour, client, LIGHTS, asks, ModbusPDU05WriteSingleCoilResponse(outputAddr=coil, outputValue=value))


def make_day() -> list[Packet]:
    speed = 1200
    changes = {"05:30": 900, "08:10": 700, "11:45": 950, "14:20": 1300, "16:40": 1500, "19:15": 1100, "21:50": 1200}
    for hour in range(24):
        for minute in (0, 20, 40):
            at = f"{hour:02}:{minute:02}"
            read_registers(at, OPERATOR, [speed, 35 + rng.randrange(6)])
            read_coils(at, SCHEDULER)
            for change, value in changes.items():
                if at <= change < f"{hour:02}:{minute + 20:02}":
                    set_register(change, OPERATOR, 4, value)
                    speed = value
    # The lights flash amber at night (coil 3), which the scheduler switches within its hours.
    set_coil("22:30", SCHEDULER, 3, True)
    set_coil("05:45", SCHEDULER, 3, False)
    asks = ModbusPDU0FWriteMultipleCoilsRequest(startAddr=3, quantityOutput=2, byteCount=1, outputsValue=[3])
    tells = ModbusPDU0FWriteMultipleCoilsResponse(startAddr=3, quantityOutput=2)
    talk("23:10", SCHEDULER, LIGHTS, asks, tells)
    # What the policy does not permit.
    set_register("02:13", VENDOR, 4, 0)  # from the vendor's laptop, at night: the pump stands
    set_register("02:14", VENDOR, 9, 60000)  # and the level at which the alarm sounds
    set_block("02:16", HELPDESK, 4, [0, 0])  # the help desk's PC, a block: speed and water level shown
    set_coil("12:05", SCHEDULER, 3, True)  # amber flashing at noon: a clock that is wrong
    set_register("17:05", OPERATOR, 4, 3000)  # the right address and the right hour, but too fast
    # Refused by the controller; still a request to write.
    asks = ModbusPDU06WriteSingleRegisterRequest(registerAddr=200, registerValue=1)
    talk("02:18", VENDOR, PUMP, asks, ModbusPDU06WriteSingleRegisterError(exceptCode=2))
    return sorted(seen, key=lambda packet: float(packet.time))


def own_answers() -> dict[str, object]:
    """The set-up's names and the model answers, run in the lab's folder."""
    import os

    names: dict[str, object] = {}
    here = Path.cwd()
    os.chdir(LAB)
    tasks = ["setup", "modbus_writes", "unauthorised", "allowed", "attack_path", "blast_radius"]
    for cell in read_lab(LAB).notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") in tasks:
            exec(cell.source, names)
    os.chdir(here)
    return names


def what_the_answers_give() -> dict[str, object]:
    own = own_answers()
    writes = own["modbus_writes"](read_packets(DATA / "field.pcap"))
    graphs = {}
    for title, rules in own["RULE_SETS"].items():
        graph = own["graph_of"](own["allowed"], rules)
        graphs[title] = {
            "graph": graph,
            "path": own["attack_path"](graph, "helpdesk", "pump"),
            "radius": sorted(own["blast_radius"](graph, "helpdesk")),
        }
    return {"writes": writes, "bad": own["unauthorised"](writes, own["policy"]), "rule sets": graphs}


def replay(town: Town) -> None:
    """What the buttons of the lab do, each with what the pump says afterwards."""
    named = {host.addresses[0]: host.name for host in town.hosts}
    town.read_registers("operator", "pump", 4, 2)
    for packet in read_packets(DATA / "field.pcap"):
        source, target = addresses(packet)
        if source in (VENDOR, HELPDESK) and target == PUMP:
            town.send(named[source], "pump", 502, [payload(packet)], changes=True)
    town.read_registers("operator", "pump", 4, 2)
    town.write_register("operator", "pump", 4, 1200)
    town.read_registers("operator", "pump", 4, 2)


if __name__ == "__main__":
    write_packets(make_day(), DATA / "field.pcap")
    if not (DATA / "recorded.json").exists():
        (DATA / "recorded.json").write_text("{}\n")
    (DATA / "recorded.json").write_text(json.dumps(what_the_answers_give(), indent=1) + "\n", encoding="utf-8")
    if "--record" in sys.argv:
        record_town(read_hosts(), "field", replay, DATA / "town.json")
