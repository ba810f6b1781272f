# %% [markdown]
"""
# Guard lights and pumps / *Lindungi lampu isyarat dan pam*

**The story.** At 02:13 on a wet night, the flood pump of Kota Seri stopped. Nobody in the control room had touched it. At noon, the
traffic lights at the market began to flash amber. A technician has recorded one day of traffic in front of the two
controllers, the small computers that move the pump and switch the lights. The mayor asks: "Who gave these orders,
why were they obeyed, and what stops the next one?"

*Kota Seri, its offices, vendors and controllers are fictional. They describe no real system.*

**What you will have made by the end:** a map of who can reach the pump, before and after your rules, and a timeline of the orders that it took.

![On the left a map of three zones; a red arrow leads from the help desk's PC straight to the pump. On the right the same map after the rules, without the arrow. Below, a timeline of the pump's speed: three marked orders stand out, two of them at zero in the night.](data/finished.png)
"""

# %% [markdown]
"""
## What you will be able to do

1. **Read** control traffic, and tell an order from its echo.
2. **Find** orders that the policy does not permit.
3. **Write** firewall rules that let nothing pass but what they name.
4. **Measure** what a separation into zones is worth.

**90 minutes.** Sixteen points are marked by the checks, four by an instructor.

**How this notebook works.** Click a cell and press **Shift+Enter** to run it; go from top to bottom. Where you see ✏,
write your answer, run the cell, then run the checks below it: a green card means that it passed; any other card
says what was asked and what came back. You may try as often as you like. A task that you skip stops nothing: what comes
after it goes on with the lab's own result, and says so.
"""

# %% [markdown]
"""
## Words you will meet

| English | Bahasa Melayu | In plain words |
|---|---|---|
| operational technology (OT) | teknologi operasi | computers that move things: pumps, gates, lights |
| controller | pengawal | the small computer beside the machine that it moves |
| Modbus | Modbus | an old, common language of controllers; it asks for no password |
| register | daftar (register) | a numbered box in a controller that holds a number, such as a speed |
| coil | gegelung | a numbered box that holds only on (1) or off (0) |
| request | permintaan | a message that asks a controller for something |
| response | respons | the controller's answer; to a write, it echoes the order |
| zone | zon | a part of the network with doors of its own |
| segmentation | segmentasi rangkaian | to part a network into zones |
| firewall | tembok api | the door between zones, with its list of rules |
| default deny | tolak secara lalai | what no rule allows does not pass |
| blast radius | radius kesan | all that an intruder can reach from one machine |

*Istilah Bahasa Melayu: menunggu semakan.*
"""

# %% nbgrader={"grade_id": "setup", "locked": true}
# Run this cell first. It loads the recording, the town and the tools; there is nothing to change in it.
import json
import struct
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address, ip_network

import matplotlib.pyplot as plt
import networkx  # noqa: F401 - an answer may use it
import pandas as pd
from IPython.display import HTML, display

from futurefit.kit import (
    COLOURS,
    check,
    data_file,
    expect,
    expect_unchanged,
    explore,
    note,
    own_or_ours,
    style,
)
from futurefit.kit.packets import TCP, addresses, make_tcp, make_udp, payload, read_packets
from futurefit.kit.range import Host, town_panel, town_picture

style()
MALAYSIA = timezone(timedelta(hours=8))
CONTROLLER_PORT = 502


def clock(seconds):
    """The time of day in Malaysia as text, always five signs: "02:13"."""
    return datetime.fromtimestamp(float(seconds), MALAYSIA).strftime("%H:%M")


def modbus(packet):
    """What a packet says in Modbus, or None if it is no Modbus packet.

    {"function": 6, "what": "register", "first": 4, "values": [900]}
    """
    data = payload(packet)
    if len(data) < 9 or data[2:4] != b"\0\0" or CONTROLLER_PORT not in (packet[TCP].sport, packet[TCP].dport):
        return None
    function, body, asks = data[7], data[8:], packet[TCP].dport == CONTROLLER_PORT
    first, values = None, []
    if len(body) >= 4:
        first, value = struct.unpack("!HH", body[:4])
        values = [int(value == 0xFF00) if function == 5 else value]  # in a read request: how many are asked for
    if function in (5, 6):
        pass
    elif function == 16 and asks:
        values = list(struct.unpack(f"!{body[4] // 2}H", body[5 : 5 + body[4]]))
    elif function == 15 and asks:
        count = values[0]
        values = [body[5 + n // 8] >> n % 8 & 1 for n in range(count)]
    elif function in (3, 4) and not asks:
        first, values = None, list(struct.unpack(f"!{body[0] // 2}H", body[1 : 1 + body[0]]))
    elif function in (1, 2) and not asks:
        first, values = None, [body[1 + n // 8] >> n % 8 & 1 for n in range(8 * body[0])]
    return {"function": function, "what": "coil" if function in (1, 2, 5, 15) else "register", "first": first, "values": values}


# Packets for the checks: a request to a controller, or its response.
def make_modbus(src, dst, function, first, values, time=0.0, reply=False):
    pdu = struct.pack("!BH", function, first)
    if function in (5, 6):
        pdu += struct.pack("!H", values[0] if function == 6 else 0xFF00 * values[0])
    elif function in (15, 16) and not reply:
        block = struct.pack(f"!{len(values)}H", *values) if function == 16 else bytes([sum(v << n for n, v in enumerate(values))])
        pdu += struct.pack("!HB", len(values), len(block)) + block
    elif function in (3, 4) and reply:
        pdu = struct.pack(f"!BB{len(values)}H", function, 2 * len(values), *values)
    elif function in (1, 2) and reply:
        pdu = bytes([function, 1, sum(v << n for n, v in enumerate(values))])
    else:  # how many are asked for, or were written
        pdu += struct.pack("!H", len(values))
    data = struct.pack("!HHHB", 7, 0, len(pdu) + 1, 1) + pdu
    ports = {"sport": CONTROLLER_PORT, "dport": 40007} if reply else {"sport": 40007, "dport": CONTROLLER_PORT}
    return make_tcp(src, dst, data, time=time, **ports)


# Writes, a line of policy and rules for the checks.
def write_at(hour, src="192.0.2.10", dst="198.51.100.20", target="register 4", value=900):
    day = datetime.fromisoformat(f"2026-11-02T{hour}:00+08:00")
    return {"time": day.timestamp(), "src": src, "dst": dst, "target": target, "value": value}


DAY_LINE = {"src": "192.0.2.10", "dst": "198.51.100.20", "target": "register 4", "low": 600, "high": 1500, "start": "05:00", "end": "22:00"}


def make_rule(action, src="any", dst="any", port="any"):
    return {"action": action, "src": src, "dst": dst, "port": port}


# What the checks use to read an answer, whatever its form.
def as_rows(answer):
    """A list of dictionaries, also from a table; each time becomes a plain number, whatever kind of number it was."""
    rows = answer.to_dict("records") if hasattr(answer, "columns") else answer
    rows = list(rows) if isinstance(rows, list | tuple) else rows
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise AssertionError(f"The answer must be a list with one dictionary for each write. It was: {str(answer)[:200]}")
    for row in rows:
        for name in ["time", "src", "dst", "target", "value"]:
            if name not in row:
                raise AssertionError(f"Each write needs the entry “{name}”. This one has none: {row}")
    try:
        return [{**row, "time": float(row["time"])} for row in rows]
    except (TypeError, ValueError) as error:
        raise AssertionError("The time of each write must be a number, such as packet.time.") from error


def orders(answer):
    """What was written where, in order: [("register 4", 900), …]."""
    return [(str(row["target"]), int(row["value"])) for row in as_rows(answer)]


def ids(answer):
    """The values of the writes, by which the checks tell them apart, in order."""
    return [int(row["value"]) for row in as_rows(answer)]


def as_path(answer):
    """A path as a list, or None."""
    if answer is not None and (isinstance(answer, str) or not hasattr(answer, "__iter__")):
        raise AssertionError(f"The answer must be a list of names, or None where there is no way. It was: {answer!r}")
    return None if answer is None else list(answer)


def as_names(answer):
    """Names as a sorted list; a name that stands there twice is seen."""
    if isinstance(answer, str) or not hasattr(answer, "__iter__"):
        raise AssertionError(f"The answer must be a set or a list of names. It was: {answer!r}")
    return sorted(answer)


def is_path(graph, path):
    """Whether each step of a path is an arrow of the graph."""
    return all(there in list(graph.get(here, [])) for here, there in zip(path, path[1:]))


# The recording, the town, what is permitted, and three sets of rules.
packets = read_packets(data_file("field.pcap"))
town_table = pd.read_csv(data_file("town.csv"), keep_default_na=False)
hosts = [
    Host(**{**row, "registers": {int(pair.split("=")[0]): int(pair.split("=")[1]) for pair in row["registers"].split()}})
    for row in town_table.to_dict("records")
]
name_of = {host.addresses[0]: host.name for host in hosts}
OPERATOR, SCHEDULER, PUMP, LIGHTS = "192.0.2.10", "192.0.2.20", "198.51.100.20", "198.51.100.40"
policy = [
    {"src": OPERATOR, "dst": PUMP, "target": "register 4", "low": 600, "high": 1500, "start": "05:00", "end": "22:00"},
    {"src": SCHEDULER, "dst": LIGHTS, "target": "coil 3", "low": 0, "high": 1, "start": "22:00", "end": "06:00"},
    {"src": SCHEDULER, "dst": LIGHTS, "target": "coil 4", "low": 0, "high": 1, "start": "22:00", "end": "06:00"},
]
RULE_SETS = {
    "flat: everything is allowed": [{"action": "allow", "src": "any", "dst": "any", "port": "any"}],
    "zones, and reports for the office": [
        {"action": "allow", "src": "192.0.2.10", "dst": "198.51.100.20", "port": 502},
        {"action": "allow", "src": "192.0.2.20", "dst": "198.51.100.40", "port": 502},
        {"action": "allow", "src": "203.0.113.0/24", "dst": "192.0.2.30", "port": 80},
    ],
    "zones": [
        {"action": "allow", "src": "192.0.2.10", "dst": "198.51.100.20", "port": 502},
        {"action": "allow", "src": "192.0.2.20", "dst": "198.51.100.40", "port": 502},
    ],
}
SERVICE_PORTS = {"http": 80, "modbus": 502}
recorded = json.loads(data_file("recorded.json").read_text(encoding="utf-8"))  # the lab's own results


def graph_of(allowed, rules):
    """Who can open a connection to whom: {"helpdesk": ["web", ...], ...}. Within a zone nothing is filtered."""
    machines = [host for host in hosts if not host.is_firewall]
    graph = {}
    for here in machines:
        graph[here.name] = [
            there.name
            for there in machines
            if there is not here and there.services
            and (here.zone == there.zone or allowed(rules, here.address, there.address, SERVICE_PORTS[there.services]))
        ]
    return graph


# What the pictures show: the results of your functions, or the lab's own where a task is not finished.
def own_writes():
    return own_or_ours(lambda: as_rows(modbus_writes(packets)) or None, lambda: recorded["writes"], "Task 1")


def own_bad(writes):
    return own_or_ours(lambda: as_rows(unauthorised(writes, policy)), lambda: recorded["bad"], "Task 2")


def own_graphs():
    def own():
        verdicts = [allowed(rules, host.addresses[0], PUMP, 502) for rules in RULE_SETS.values() for host in hosts]
        fits = all(verdict in (True, False) for verdict in verdicts)
        return {title: graph_of(allowed, rules) for title, rules in RULE_SETS.items()} if fits else None

    return own_or_ours(own, lambda: {title: recorded["rule sets"][title]["graph"] for title in RULE_SETS}, "Task 3")


def own_paths(graphs):
    def own():
        works = as_path(attack_path({"a": ["b"]}, "a", "b")) == ["a", "b"]
        paths = {title: as_path(attack_path(graph, "helpdesk", "pump")) for title, graph in graphs.items()}
        return paths if works and all(path is None or is_path(graphs[title], path) for title, path in paths.items()) else None

    return own_or_ours(own, lambda: {title: recorded["rule sets"][title]["path"] for title in RULE_SETS}, "Task 4")


def own_radii(graphs):
    return own_or_ours(
        lambda: {title: as_names(blast_radius(graph, "helpdesk")) for title, graph in graphs.items()},
        lambda: {title: recorded["rule sets"][title]["radius"] for title in RULE_SETS},
        "Task 5",
    )


def show_table(rows):
    """Show rows as a table, with texts at the left."""
    page = pd.DataFrame(rows).to_html(index=False)
    for cell in ["th", "td"]:
        page = page.replace(f"<{cell}>", f'<{cell} style="text-align:left">')
    display(HTML(page))


note(f"{len(packets)} packets of one day are loaded. Everything is ready.")

# %% [markdown]
"""
## Look at the town

Three zones: the **office**, where people answer letters; the **control** room; and the **field**, where the pump and the lights are. All traffic between zones passes the
firewall. The speed of the pump stands in its register 4 (rounds a minute), the water level in register 5, the level at which the alarm sounds in register 9. A machine without `services` listens to
nobody: no connection to it can be opened.
"""

# %% tags=["explore", "folded"]
# The hosts of the town, from the lab's table
with explore("The town"):
    town_picture(hosts, marks={"pump": COLOURS["red"], "lights": COLOURS["red"]})
    plt.show()
    show_table(town_table[["name", "address", "zone", "services"]])

# %% [markdown]
"""
## Try it: open a control packet

`modbus(packet)` says what a packet asks or answers. Run the cell. **Then change the number and run it again:** try 1, 18, 19, 26 and 27.

*What to look for:* who speaks to whom; whether a value is read or written; and what the controller answers to a write. (In a request to *read*, the number in `values` says how many are
asked for.)
"""

# %% tags=["explore"]
number = 0

with explore("The opened packet"):
    packet = packets[number]
    print(clock(float(packet.time)), " → ".join(name_of[address] for address in addresses(packet)), modbus(packet))

# %% [markdown]
"""
Modbus was made in 1979 for a cable inside a locked room. It has **function** numbers: 1 to 4 read; **5** writes one coil, **6** one
register, **15** several coils, **16** several registers. There is no password and no sender's name. Whoever reaches the
controller's port 502 is obeyed. The controller answers functions 5 and 6 with an *echo*, the same words sent back.

## A worked example: how often is the pump asked?
"""

# %%
def reads_of(packets, controller):
    """How many read requests were sent to a controller: reads_of(packets, "198.51.100.20")."""
    count = 0
    for packet in packets:
        message = modbus(packet)                       # a dictionary, or None (nothing)
        if message and message["function"] in (1, 2, 3, 4):
            if addresses(packet)[1] == controller:     # [0] is the sender, [1] the receiver
                count = count + 1
    return count


reads_of(packets, PUMP)

# %% [markdown]
"""
Three questions for each packet: *is it Modbus at all? which function? which way does it go?* The pump is asked 72 times,
every 20 minutes. Count the answers as well, and you would report twice as many. Keep that in mind.
"""

# %% [markdown]
"""
## Task 1 · Orders to the controllers (4 points)

Write `modbus_writes(packets)`. It gives back a list with **one dictionary for each value that is written**:

`{"time": …, "src": …, "dst": …, "target": "register 4", "value": 900}`

- A write has function **5, 6, 15 or 16**. **Reads** are left out, and so is every other function.
- Only **requests** count: packets **to port 502**. The controller's echo is no second order.
- Functions 15 and 16 write **a block**: the first value goes to `first`, the next to `first + 1`, and so on. Each value is a row of its own.
- `target` is the word of `message["what"]` (**register or coil**), a space, and the number.
- Packets that are **not Modbus** are passed over. The rows stand **in the order of the packets**.

| the packet says | rows |
|---|---|
| function 6, first 4, values `[900]`, to port 502 | one: `register 4`, 900 |
| the same, from port 502 | none |
| function 16, first 7, values `[1, 5]`, to port 502 | two: `register 7`, 1 and `register 8`, 5 |

<details><summary>Hint 1: the idea</summary>

Ask the three questions of the example for each packet. For those that stay, go through the values; the place of a value in the block is added to the
first number.
</details>

<details><summary>Hint 2: the tool</summary>

`packet[TCP].dport` is the port that a packet goes to. `for step, value in enumerate(message["values"]):` gives 0 and the first value, then 1 and the
second. `f"{a} {b}"` joins two things to a text. `float(packet.time)` is the time.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each ____.

```python
    rows = []
    for packet in packets:
        message = modbus(packet)
        if message and packet[TCP].dport == ____ and message["function"] in ____:
            for step, value in enumerate(message["values"]):
                target = f"{message['what']} {message['first'] + ____}"
                src, dst = addresses(packet)
                rows.append({"time": float(packet.time), "src": src, "dst": dst, "target": target, "value": ____})
    return rows
```
</details>
"""

# %% nbgrader={"grade_id": "modbus_writes", "solution": true}
def modbus_writes(packets):
    """Each value that somebody writes to a controller, as a row with time, src, dst, target and value.

    A request of function 6 to register 4 gives [{"time": 0.0, "src": "…", "dst": "…", "target": "register 4", "value": 900}].
    """
    ### BEGIN SOLUTION
    rows = []
    for packet in packets:
        message = modbus(packet)
        if message and packet[TCP].dport == 502 and message["function"] in (5, 6, 15, 16):
            for step, value in enumerate(message["values"]):
                target = f"{message['what']} {message['first'] + step}"
                src, dst = addresses(packet)
                rows.append({"time": float(packet.time), "src": src, "dst": dst, "target": target, "value": value})
    return rows
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_writes_single", "grade": true, "points": 1}
with check("A write of one register or coil becomes a row with its five entries"):
    rows = as_rows(modbus_writes([make_modbus("192.0.2.10", "198.51.100.20", 6, 4, [900], time=60.0)]))
    expect(orders(rows), [("register 4", 900)], "Function 6 writes one register. The target is the word, a space, and the number.")
    expect([rows[0][name] for name in ["src", "dst", "time"]], ["192.0.2.10", "198.51.100.20", 60.0], "src is the sender, dst the receiver, and time the packet's own.")
    expect(orders(modbus_writes([make_modbus("192.0.2.10", "198.51.100.40", 5, 3, [1])])), [("coil 3", 1)], "Function 5 writes a coil: the word is in message[\"what\"].")
### BEGIN HIDDEN TESTS
with check("This holds for other packets, in their order, with what is not Modbus between them, and for an empty list"):
    a, b = "203.0.113.7", "198.51.100.77"
    fresh = [
        make_modbus(a, b, 5, 11, [0], time=5.5),
        make_tcp(a, b, b"GET / HTTP/1.0 and more", dport=502),
        make_udp(a, b, b"0123456789abc", dport=502),
        make_tcp(a, b, b"", dport=502),
        make_modbus(b, a, 6, 0, [65535], time=2.5),
        make_modbus(a, b, 6, 300, [0], time=9.25),
    ]
    before = [bytes(p) for p in fresh]
    rows = as_rows(modbus_writes(fresh))
    expect(orders(rows), [("coil 11", 0), ("register 0", 65535), ("register 300", 0)], "Each order is a row, in the order of the packets; a zero is an order, too. What is not Modbus is passed over.")
    expect([row["src"] for row in rows], [a, b, a], "src is the sender of each packet.")
    expect([row["dst"] for row in rows], [b, a, b], "dst is the receiver of each packet.")
    expect([float(row["time"]) for row in rows], [5.5, 2.5, 9.25], "The time is that of the packet, and nothing is sorted.")
    expect(len(as_rows(modbus_writes([]))), 0, "No packets, no orders: an empty list.")
    expect_unchanged([bytes(p) for p in fresh], before, "the list of packets")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_writes_echo", "grade": true, "points": 1}
with check("The controller's echo is no second order"):
    talk = [make_modbus("192.0.2.10", "198.51.100.20", 6, 4, [900]), make_modbus("198.51.100.20", "192.0.2.10", 6, 4, [900], reply=True)]
    expect(orders(modbus_writes(talk)), [("register 4", 900)], "The second packet comes from port 502: the controller repeats what it was told. Whoever counts it reports twice as many orders.")
### BEGIN HIDDEN TESTS
with check("No response becomes a row, wherever it stands, and a repeated order is still two orders"):
    a, b = "203.0.113.7", "198.51.100.77"
    echoes = [make_modbus(b, a, 5, 3, [1], reply=True), make_modbus(b, a, 6, 8, [4], reply=True), make_modbus(b, a, 16, 8, [4, 4], reply=True)]
    expect(len(as_rows(modbus_writes(echoes))), 0, "All of these come from port 502.")
    twice = [make_modbus(a, b, 6, 8, [4], time=1.0), echoes[1], make_modbus(a, b, 6, 8, [4], time=2.0), echoes[1]]
    expect(orders(modbus_writes(twice)), [("register 8", 4), ("register 8", 4)], "The same order was given twice, so that there are two rows. Look at the direction, and not for repeats.")
    order_only = [make_modbus(a, b, 5, 3, [1]), echoes[1]]
    expect(orders(modbus_writes(order_only)), [("coil 3", 1)], "An echo without its order (the recording began late) is still an echo.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_writes_reads", "grade": true, "points": 1}
with check("Reading is not writing"):
    reading = [make_modbus("192.0.2.10", "198.51.100.20", 3, 4, [0]), make_modbus("198.51.100.20", "192.0.2.10", 3, 4, [900], reply=True)]
    reading += [make_modbus("192.0.2.10", "198.51.100.20", 6, 5, [41])]
    expect(orders(modbus_writes(reading)), [("register 5", 41)], "Function 3 reads. Only 5, 6, 15 and 16 write.")
### BEGIN HIDDEN TESTS
with check("All four writing functions count, and no other function does"):
    a, b = "203.0.113.7", "198.51.100.77"
    for function in [1, 2, 3, 4]:
        expect(len(as_rows(modbus_writes([make_modbus(a, b, function, 2, [0, 0]), make_modbus(b, a, function, 2, [1, 1], reply=True)]))), 0, f"Function {function} reads.")
    for function, target in [(5, "coil 2"), (6, "register 2"), (15, "coil 2"), (16, "register 2")]:
        expect(orders(modbus_writes([make_modbus(a, b, function, 2, [1])])), [(target, 1)], f"Function {function} writes.")
    for function in [8, 22, 43]:
        expect(len(as_rows(modbus_writes([make_modbus(a, b, function, 2, [1])]))), 0, "Only the functions 5, 6, 15 and 16 are asked for.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_writes_block", "grade": true, "points": 1}
with check("A block becomes one row for each value, at its own number"):
    block = [make_modbus("192.0.2.10", "198.51.100.20", 16, 7, [1, 5])]
    expect(orders(modbus_writes(block)), [("register 7", 1), ("register 8", 5)], "The first value goes to register 7, the second to register 8. An order hidden in a block is an order.")
### BEGIN HIDDEN TESTS
with check("Blocks of any length, of registers and of coils"):
    a, b = "203.0.113.7", "198.51.100.77"
    fresh = [make_modbus(a, b, 15, 20, [1, 0, 1], time=3.0), make_modbus(b, a, 15, 20, [1, 0, 1], reply=True), make_modbus(a, b, 16, 0, [9], time=4.0)]
    fresh += [make_modbus(a, b, 16, 98, [5, 5, 5, 6], time=5.0)]
    rows = as_rows(modbus_writes(fresh))
    wanted = [("coil 20", 1), ("coil 21", 0), ("coil 22", 1), ("register 0", 9)]
    wanted += [("register 98", 5), ("register 99", 5), ("register 100", 5), ("register 101", 6)]
    expect(orders(rows), wanted, "Count on from the first number, a row for each value.")
    expect([float(row["time"]) for row in rows], [3.0] * 3 + [4.0] + [5.0] * 4, "All rows of a block have the time of its packet.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# The orders of the day
with explore("The orders of the day", "Task 1"):
    writes = own_writes()
    print(f"{len(writes)} values were written that day. The first ten:")
    show_table([{"time": clock(row["time"]), "from": name_of[row["src"]], "to": name_of[row["dst"]], "target": row["target"], "value": row["value"]} for row in writes[:10]])

# %% [markdown]
"""
**What to look for.** Eighteen values were written. Several came from the office, between 02:13 and 02:18. Are they wrong? The
traffic alone cannot say. That needs a *policy*: who may write what, where, and when.

## Task 2 · Orders that nobody permitted (3 points)

Each line of the policy permits something:

`{"src": "192.0.2.10", "dst": "198.51.100.20", "target": "register 4", "low": 600, "high": 1500, "start": "05:00", "end": "22:00"}`

Write `unauthorised(writes, policy)`. It gives back the writes that **no line** permits, unchanged and in their order. **One line is enough** to permit a write.
A line permits it if all of these fit:

- the **sender**, the **controller** and the **target** are those of the line;
- the value is from `low` to `high`, **both included**;
- `clock(write["time"])` lies in the window: **at or after** `start`, and **before** `end`;
- a window may run **across midnight**: from `"22:00"` to `"06:00"`, 23:30 and 05:59 are inside, 12:00 is not. The **same time twice** means the whole day.

An empty policy permits nothing.

<details><summary>Hint 1: the idea</summary>

Write a small helper that says whether *one* line permits *one* write. Across midnight, a time is inside if it is after the start **or** before the end. Keep
the writes for which no line says yes.
</details>

<details><summary>Hint 2: the tool</summary>

Times as text of five signs can be compared: `"05:59" < "06:00"` is true. `a if condition else b` chooses one of two. `any(...)` is true if one
of many is true; `all(...)` if each is.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each ____.

```python
    def permits(line, write):
        now, start, end = clock(write["time"]), line["start"], line["end"]
        in_time = start <= now < end if start < end else now >= start or now < ____
        same = all(write[name] == line[name] for name in ["src", "dst", ____])
        return same and in_time and line["low"] <= write["value"] <= line[____]

    return [write for write in writes if not ____(permits(line, write) for line in policy)]
```
</details>
"""

# %% nbgrader={"grade_id": "unauthorised", "solution": true}
def unauthorised(writes, policy):
    """The writes that no line of the policy permits, in their order.

    unauthorised(writes, []) gives all of them: an empty policy permits nothing.
    """
    ### BEGIN SOLUTION
    def permits(line, write):
        now, start, end = clock(write["time"]), line["start"], line["end"]
        in_time = start <= now < end if start < end else now >= start or now < end
        same = all(write[name] == line[name] for name in ["src", "dst", "target"])
        return same and in_time and line["low"] <= write["value"] <= line["high"]

    return [write for write in writes if not any(permits(line, write) for line in policy)]
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_policy_who", "grade": true, "points": 1}
with check("Sender, controller and target must all be those of one line"):
    writes = [write_at("10:00", value=700), write_at("10:00", value=701, src="203.0.113.99"), write_at("10:00", value=702, target="register 9")]
    expect(ids(unauthorised(writes, [DAY_LINE])), [701, 702], "701 comes from another machine, 702 goes to another register. The right value alone is not enough.")
### BEGIN HIDDEN TESTS
with check("Each of the three counts, one line of several is enough, and an empty policy permits nothing"):
    other = {"src": "10.1.1.5", "dst": "10.9.9.9", "target": "coil 40", "low": 0, "high": 2000, "start": "00:00", "end": "23:59"}
    base = {"src": "10.1.1.5", "dst": "10.9.9.9", "target": "coil 40"}
    writes = [
        write_at("09:00", **{**base, "value": 1}),
        write_at("09:00", **{**base, "src": "10.1.1.50", "value": 2}),
        write_at("09:00", **{**base, "dst": "10.9.9.99", "value": 3}),
        write_at("09:00", **{**base, "target": "register 40", "value": 4}),
        write_at("09:00", **{**base, "target": "coil 4", "value": 5}),
        write_at("09:00", value=906),
        write_at("09:00", src="10.1.1.5", value=907),
        write_at("09:00", **{**base, "dst": "198.51.100.20", "value": 908}),
    ]
    before = [dict(write) for write in writes]
    why = "A write needs one line that fits in everything. Two lines that fit in half each do not permit it."
    expect(ids(unauthorised(writes, [other, DAY_LINE])), [2, 3, 4, 5, 907, 908], why)
    expect(ids(unauthorised(writes, [DAY_LINE, other])), [2, 3, 4, 5, 907, 908], "The order of the lines must not matter: one is enough.")
    expect(ids(unauthorised(writes[::-1], [DAY_LINE, other])), [908, 907, 5, 4, 3, 2], "The writes stay in their order.")
    expect(ids(unauthorised(writes, [])), [1, 2, 3, 4, 5, 906, 907, 908], "An empty policy permits nothing.")
    expect(as_rows(unauthorised(writes[1:2], [DAY_LINE])), before[1:2], "The writes come back as they are, with all their entries.")
    expect(len(as_rows(unauthorised([], [DAY_LINE]))), 0, "No writes: an empty list.")
    expect_unchanged(writes, before, "the list of writes")
    fresh = [write_at("11:00", target="register 40", value=911), write_at("10:00", src="10.1.1.5", value=912), write_at("09:00", src="10.1.1.5", value=912)]
    expect(ids(unauthorised(fresh, [DAY_LINE])), [911, 912, 912], "Register 40 is not register 4. An order given twice is two orders, and nothing is sorted by time.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_policy_range", "grade": true, "points": 1}
with check("The value lies in the range, both ends included"):
    writes = [write_at("10:00", value=value) for value in [599, 600, 1500, 1501]]
    expect(ids(unauthorised(writes, [DAY_LINE])), [599, 1501], "600 and 1500 are permitted: both ends are included. The right machine at the right hour can still give a dangerous order.")
### BEGIN HIDDEN TESTS
with check("Other ranges, zero and single values too"):
    for low, high in [(0, 0), (0, 1), (42, 900), (7, 7)]:
        writes = [write_at("10:00", value=value) for value in [0, 1, 6, 7, 8, 41, 42, 900, 901, 65535]]
        wanted = [write["value"] for write in writes if write["value"] not in range(low, high + 1)]
        expect(ids(unauthorised(writes, [{**DAY_LINE, "low": low, "high": high}])), wanted, f"The range is from {low} to {high}, both included.")
    gap = [{**DAY_LINE, "low": 0, "high": 10}, {**DAY_LINE, "low": 20, "high": 30}]
    expect(ids(unauthorised([write_at("10:00", value=value) for value in [5, 15, 25]], gap)), [15], "15 lies between the ranges of two lines, and in neither.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_policy_window", "grade": true, "points": 1}
with check("A window may run across midnight"):
    night = {**DAY_LINE, "start": "22:00", "end": "06:00"}
    writes = [write_at("23:30", value=701), write_at("05:59", value=702), write_at("12:00", value=703)]
    expect(ids(unauthorised(writes, [night])), [703], "At 23:30 and 05:59 the night window is open; at noon it is not. Where the end is earlier than the start, the window runs across midnight.")
### BEGIN HIDDEN TESTS
with check("The start belongs to the window, the end does not, by day and by night, and the same time twice is the whole day"):
    hours = ["00:00", "02:14", "02:15", "02:16", "09:29", "09:30", "09:31", "17:59", "18:00", "18:01", "23:59"]
    for start, end, inside in [
        ("09:30", "18:00", ["09:30", "09:31", "17:59"]),
        ("18:00", "09:30", ["00:00", "02:14", "02:15", "02:16", "09:29", "18:00", "18:01", "23:59"]),
        ("00:00", "02:15", ["00:00", "02:14"]),
        ("18:01", "00:00", ["18:01", "23:59"]),
        ("02:15", "02:15", hours),
    ]:
        writes = [write_at(hour, value=700 + n) for n, hour in enumerate(hours)]
        wanted = [700 + n for n, hour in enumerate(hours) if hour not in inside]
        expect(ids(unauthorised(writes, [{**DAY_LINE, "start": start, "end": end}])), wanted, f"The window is from {start} (included) to {end} (not included).")
    two = [DAY_LINE, {**DAY_LINE, "low": 0, "high": 100, "start": "22:00", "end": "05:00"}]
    expect(ids(unauthorised([write_at("23:00", value=900), write_at("23:00", value=50), write_at("10:00", value=901)], two)), [900], "900 is permitted by day, and small values by night. No single line permits 900 by night.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# The orders that nobody permitted
with explore("The orders that nobody permitted", "Task 1 and Task 2"):
    bad = own_bad(own_writes())
    show_table([{"time": clock(row["time"]), "from": name_of[row["src"]], "to": name_of[row["dst"]], "target": row["target"], "value": row["value"]} for row in bad])

# %% [markdown]
"""
**What to look for.** Seven values. Five come from two office machines: the pump is stopped (twice), its alarm level moved out of sight, its water level overwritten with 0. One of the five, to register 200, was not obeyed: the pump has no such register, and refused.
The sixth is the scheduler's at noon: a wrong clock, perhaps. The seventh is the operator's own PC: 3000 rounds,
twice what the pump bears. **Not every bad order is an attack, and not every bad order comes from a stranger.**

## Task 3 · First match, default deny (4 points)

A firewall rule is `{"action": "allow", "src": "203.0.113.0/24", "dst": "192.0.2.30", "port": 80}`. Write `allowed(rules, src, dst, port)`: `True` if the connection may
pass, else `False`.

- The rules are asked from the top. **The first rule that fits decides**, whether it says `"allow"` or `"deny"`.
- Where **no rule fits**, and where there are no rules, the answer is `False`: *default deny*.
- A rule fits if its **source**, its **destination** and its **port** all fit. `"any"` fits everything.
- A place is one address, or a network such as `"10.0.1.0/24"`: the addresses from 10.0.1.0 to 10.0.1.255, **as numbers and not as text**.

| rules | from → to, port | answer |
|---|---|---|
| `deny 10.0.1.7 any any`, then `allow 10.0.1.0/24 any 502` | 10.0.1.7 → 10.0.9.9, 502 | `False` |
| the same | 10.0.1.8 → 10.0.9.9, 502 | `True` |
| the same | 10.0.10.8 → 10.0.9.9, 502 | `False` |

<details><summary>Hint 1: the idea</summary>

A helper says whether a place fits an address. Go through the rules; at the first that fits in all three, hand its verdict back and stop. After the loop, nothing has fitted.
</details>

<details><summary>Hint 2: the tool</summary>

`ip_address("10.0.1.8") in ip_network("10.0.1.0/24")` is true. `ip_network("10.0.1.7")` is a network with one address. `x in ("any", port)` is true if x is one of the two.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each ____.

```python
    def fits(place, address):
        return place == "any" or ip_address(address) in ____(place)

    for rule in rules:
        if fits(rule["src"], src) and fits(rule["dst"], ____) and rule["port"] in ("any", ____):
            return rule["action"] == "allow"
    return ____
```
</details>
"""

# %% nbgrader={"grade_id": "allowed", "solution": true}
def allowed(rules, src, dst, port):
    """Whether a connection may pass: the first rule that fits decides, and no rule means no.

    allowed([{"action": "allow", "src": "any", "dst": "any", "port": 80}], "10.0.1.8", "10.0.9.9", 80) -> True
    """
    ### BEGIN SOLUTION
    def fits(place, address):
        return place == "any" or ip_address(address) in ip_network(place)

    for rule in rules:
        if fits(rule["src"], src) and fits(rule["dst"], dst) and rule["port"] in ("any", port):
            return rule["action"] == "allow"
    return False
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_allowed_first", "grade": true, "points": 1}
with check("The first rule that fits decides"):
    rules = [make_rule("deny", src="10.0.1.7"), make_rule("allow", src="10.0.1.0/24", port=502)]
    expect(allowed(rules, "10.0.1.7", "10.0.9.9", 502), False, "The first rule fits and denies. The second fits as well, but is not asked any more.")
    expect(allowed(rules, "10.0.1.8", "10.0.9.9", 502), True, "The first rule does not fit this address; the second does, and allows.")
### BEGIN HIDDEN TESTS
with check("Turned round, the same rules say something else, and they are left as they were"):
    rules = [make_rule("allow", src="10.0.1.0/24", port=502), make_rule("deny", src="10.0.1.7")]
    before = [dict(each) for each in rules]
    expect(allowed(rules, "10.0.1.7", "10.0.9.9", 502), True, "Now the allowing rule stands first. A deny further down is not asked.")
    expect(allowed(rules, "10.0.1.7", "10.0.9.9", 80), False, "Here the first rule does not fit, and the second denies.")
    layers = [make_rule("allow", dst="172.16.4.4", port=22), make_rule("deny", dst="172.16.4.0/24"), make_rule("allow", dst="172.16.0.0/16"), make_rule("deny")]
    expect(allowed(layers, "10.3.3.3", "172.16.4.4", 22), True, "The first rule fits.")
    expect(allowed(layers, "10.3.3.3", "172.16.4.5", 22), False, "The second rule is the first that fits.")
    expect(allowed(layers, "10.3.3.3", "172.16.5.4", 443), True, "The third rule is the first that fits.")
    expect(allowed(layers, "10.3.3.3", "172.17.5.4", 443), False, "Only the last rule fits.")
    expect_unchanged(rules, before, "the list of rules")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_allowed_default", "grade": true, "points": 1}
with check("What no rule allows does not pass"):
    rules = [make_rule("allow", src="192.0.2.10", dst="198.51.100.20", port=502)]
    expect(allowed(rules, "203.0.113.99", "198.51.100.20", 502), False, "No rule speaks of this sender. Silence is a no.")
    expect(allowed([], "203.0.113.99", "198.51.100.20", 502), False, "There are no rules at all. Silence is a no.")
    expect(allowed(rules, "192.0.2.10", "198.51.100.20", 502), True, "This is just what the rule allows.")
### BEGIN HIDDEN TESTS
with check("This also holds where all rules deny something else"):
    rules = [make_rule("deny", src="10.7.0.0/16"), make_rule("deny", port=23)]
    expect(allowed(rules, "10.8.0.1", "10.9.0.1", 80), False, "Neither rule fits, and no rule allows it.")
    expect(allowed(rules, "10.7.0.1", "10.9.0.1", 80), False, "The first rule denies it.")
    expect(allowed([*rules, make_rule("allow")], "10.8.0.1", "10.9.0.1", 80), True, "The last rule allows what the first two do not speak of.")
    expect(allowed([make_rule("allow", port=443)], "10.8.0.1", "10.9.0.1", 80), False, "The only rule speaks of another port.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_allowed_network", "grade": true, "points": 1}
with check("Addresses are compared as numbers, not as text"):
    rules = [make_rule("allow", src="10.0.1.0/24")]
    expect(allowed(rules, "10.0.1.200", "10.0.9.9", 80), True, "10.0.1.200 lies in the network 10.0.1.0/24.")
    expect(allowed(rules, "10.0.10.8", "10.0.9.9", 80), False, "10.0.10.8 begins with the same signs as 10.0.1, but is another network.")
### BEGIN HIDDEN TESTS
with check("Networks of any size, single addresses, on both sides"):
    small = [make_rule("allow", dst="192.0.2.64/26")]
    for last, passes in [(63, False), (64, True), (100, True), (127, True), (128, False)]:
        expect(allowed(small, "10.1.1.1", f"192.0.2.{last}", 80), passes, "/26 leaves 6 bits: the network is from 192.0.2.64 to 192.0.2.127.")
    expect(allowed([make_rule("allow", src="10.0.0.0/8")], "10.255.3.4", "1.1.1.1", 80), True, "10.0.0.0/8 is everything that begins with 10.")
    expect(allowed([make_rule("allow", src="10.0.0.0/8")], "100.5.3.4", "1.1.1.1", 80), False, "100 is not 10.")
    single = [make_rule("allow", src="10.0.1.1")]
    expect(allowed(single, "10.0.1.1", "1.1.1.1", 80), True, "A single address fits itself.")
    for other in ["10.0.1.10", "10.0.1.11", "10.0.1.2", "110.0.1.1"]:
        expect(allowed(single, other, "1.1.1.1", 80), False, "A single address fits only itself.")
    both = [make_rule("allow", src="10.4.0.0/16", dst="10.5.0.0/16")]
    expect(allowed(both, "10.5.0.1", "10.4.0.1", 80), False, "Source and destination are turned round here.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_allowed_all", "grade": true, "points": 1}
with check("Source, destination and port must all fit, and “any” fits everything"):
    rules = [make_rule("allow", src="192.0.2.0/24", dst="198.51.100.20", port=502)]
    expect(allowed(rules, "192.0.2.10", "198.51.100.20", 80), False, "The rule speaks of port 502 only.")
    expect(allowed(rules, "192.0.2.10", "198.51.100.40", 502), False, "The rule speaks of one destination only.")
    expect(allowed([make_rule("allow", dst="198.51.100.20")], "192.0.2.10", "198.51.100.20", 4840), True, "“any” fits every source and every port.")
### BEGIN HIDDEN TESTS
with check("Each part of a rule counts for itself"):
    exact = make_rule("allow", src="10.2.2.2", dst="10.3.3.3", port=22)
    expect(allowed([exact], "10.2.2.2", "10.3.3.3", 22), True, "All three fit.")
    for wrong in [("10.2.2.3", "10.3.3.3", 22), ("10.2.2.2", "10.3.3.4", 22), ("10.2.2.2", "10.3.3.3", 23), ("10.2.2.2", "10.3.3.3", 2222)]:
        expect(allowed([exact], *wrong), False, "One of the three does not fit.")
    for part in ["src", "dst", "port"]:
        expect(allowed([{**exact, part: "any"}], "10.2.2.2", "10.3.3.3", 22), True, f"“any” as {part} fits.")
    deny_port = [make_rule("deny", port=502), make_rule("allow")]
    expect(allowed(deny_port, "10.2.2.2", "10.3.3.3", 502), False, "The port is denied for everybody.")
    expect(allowed(deny_port, "10.2.2.2", "10.3.3.3", 503), True, "The first rule speaks of another port.")
### END HIDDEN TESTS

# %% [markdown]
"""
## Task 4 · The shortest way to the pump (3 points)

From rules and zones follows a map of arrows: `{"helpdesk": ["web", "pump"], "web": []}` says that the help desk's PC can open connections to two machines. An intruder goes from machine to machine.

Write `attack_path(graph, src, dst)`: **a shortest path** as a list of names, from `src` to `dst`, both included.

- Arrows are followed **in their direction** only.
- Where there is **no way**, the answer is `None`. A map may hold **circles**; do not walk round for ever.
- From a machine to itself, the path is the machine alone: `["pump"]`.
- A machine may stand in a list and **have no list of its own**: it leads nowhere.
- Where several paths are equally short, **any of them** will do.

<details><summary>Hint 1: the idea</summary>

Keep a line of paths to look at, the shortest first; in the beginning just `[src]`. Take the first; does it end at `dst`? If not, add to the end of the line each path that is one step longer. Go to no machine twice.
</details>

<details><summary>Hint 2: the tool</summary>

In Python, a `for` loop over a list also meets what is added to its end meanwhile. `path[-1]` is the last name of a path, `path + [name]` the path with one more. `graph.get(name, [])` gives an empty list where there is no entry. `networkx` is loaded, too.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each ____.

```python
    paths = [[src]]
    seen = {src}
    for path in paths:
        if path[-1] == ____:
            return path
        for name in graph.get(path[-1], []):
            if name not in ____:
                seen.add(name)
                paths.append(path + [____])
    return ____
```
</details>
"""

# %% nbgrader={"grade_id": "attack_path", "solution": true}
def attack_path(graph, src, dst):
    """A shortest path from src to dst along the arrows, as a list of names; None where there is none.

    attack_path({"helpdesk": ["web"], "web": ["pump"]}, "helpdesk", "pump") -> ["helpdesk", "web", "pump"]
    """
    ### BEGIN SOLUTION
    paths = [[src]]
    seen = {src}
    for path in paths:
        if path[-1] == dst:
            return path
        for name in graph.get(path[-1], []):
            if name not in seen:
                seen.add(name)
                paths.append(path + [name])
    return None
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_path_shortest", "grade": true, "points": 1}
with check("The shortest of several ways is found, both ends included"):
    graph = {"helpdesk": ["web", "reports"], "web": ["reports"], "reports": ["operator"], "operator": ["pump"]}
    expect(as_path(attack_path(graph, "helpdesk", "pump")), ["helpdesk", "reports", "operator", "pump"], "Over “web” it would be one step longer. The first way that one happens to find need not be the shortest.")
### BEGIN HIDDEN TESTS
with check("On other maps, the path is as short as can be, each step an arrow, and the map is left as it was"):
    graph = {"a": ["b", "c", "e"], "b": ["d"], "c": ["d", "b"], "d": ["f", "a"], "e": ["c", "g"], "f": ["z"], "g": ["h"], "h": ["i"], "i": ["z"]}
    before = {name: list(names) for name, names in graph.items()}
    for src, dst, length in [("a", "z", 5), ("a", "d", 3), ("e", "z", 5), ("e", "f", 4), ("g", "z", 4), ("a", "a", 1), ("d", "c", 3)]:
        path = as_path(attack_path(graph, src, dst))
        expect([path[0], path[-1]], [src, dst], "A path begins at src and ends at dst.")
        expect(is_path(graph, path), True, f"Each step must be an arrow of the map. This is not so in {path}.")
        expect(len(path), length, f"From {src} to {dst} the shortest way names {length} machines.")
    expect_unchanged(graph, before, "the map")
    fork = {"s": ["m", "n"], "m": ["t"], "n": ["t"]}
    chain = {f"m{n}": [f"m{n + 1}"] for n in range(11)}
    expect(as_path(attack_path(chain, "m0", "m11")), [f"m{n}" for n in range(12)], "A way may be long: look on until there is nothing left to look at.")
    expect(as_path(attack_path(fork, "s", "t")) in (["s", "m", "t"], ["s", "n", "t"]), True, "Either of the two shortest ways will do.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_path_directed", "grade": true, "points": 1}
with check("Arrows are followed in their direction only"):
    expect(as_path(attack_path({"operator": ["pump"], "pump": ["lights"]}, "pump", "operator")), None, "The operator reaches the pump. That does not mean that the pump reaches the operator.")
### BEGIN HIDDEN TESTS
with check("A shorter way against an arrow is none"):
    graph = {"k": ["l"], "l": ["m"], "m": ["n"], "n": ["k"], "q": ["k"]}
    expect(as_path(attack_path(graph, "k", "n")), ["k", "l", "m", "n"], "From n to k there is an arrow, and none from k to n.")
    expect(as_path(attack_path(graph, "l", "k")), ["l", "m", "n", "k"], "The way round follows the arrows.")
    expect(as_path(attack_path(graph, "k", "q")), None, "Nothing leads to q.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_path_none", "grade": true, "points": 1}
with check("Where there is no way, the answer is None"):
    expect(as_path(attack_path({"helpdesk": ["web"], "operator": ["pump"]}, "helpdesk", "pump")), None, "The help desk reaches only “web”, which has no list of its own and leads nowhere.")
### BEGIN HIDDEN TESTS
with check("Circles, dead ends, an empty map, and a machine that is its own goal"):
    circle = {"u": ["v"], "v": ["w", "v"], "w": ["u"], "x": ["y"]}
    expect(as_path(attack_path(circle, "u", "y")), None, "u, v and w lead round in a circle, and never to y.")
    expect(as_path(attack_path({}, "u", "y")), None, "On an empty map nothing leads anywhere.")
    expect(as_path(attack_path({"u": []}, "u", "y")), None, "u leads nowhere.")
    expect(as_path(attack_path(circle, "y", "x")), None, "y has no list of its own, and leads nowhere.")
    expect(as_path(attack_path({"u": ["v"]}, "u", "u")), ["u"], "One is already where one is: the path is the machine alone.")
    expect(as_path(attack_path({"u": ["v"]}, "v", "v")), ["v"], "This also holds for a machine without a list of its own.")
### END HIDDEN TESTS

# %% [markdown]
"""
## Task 5 · The blast radius (2 points)

One PC is lost: somebody opened the wrong attachment. Write `blast_radius(graph, node)`: **the names of all machines** that can be reached from it, **in any number of steps**, each once, in any order.
The machine **itself is not counted**, even where a circle leads back to it. A machine without arrows gives nothing: an empty set or list.

<details><summary>Hint 1: the idea</summary>

Begin with the machine alone. For each that you have, add those that it leads to and that you do not have yet. At the end, take the first one out.
</details>

<details><summary>Hint 2: the tool</summary>

As in Task 4: a loop over a list meets what is added to its end. `set(names) - {node}` is a set without one of its members.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each ____.

```python
    reached = [node]
    for name in reached:
        for other in graph.get(____, []):
            if other not in reached:
                reached.append(____)
    return set(reached) - {____}
```
</details>
"""

# %% nbgrader={"grade_id": "blast_radius", "solution": true}
def blast_radius(graph, node):
    """The names of all machines that can be reached from node, without node itself.

    blast_radius({"helpdesk": ["web"], "web": ["pump"]}, "helpdesk") -> {"web", "pump"}
    """
    ### BEGIN SOLUTION
    reached = [node]
    for name in reached:
        for other in graph.get(name, []):
            if other not in reached:
                reached.append(other)
    return set(reached) - {node}
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_radius_steps", "grade": true, "points": 1}
with check("All that can be reached counts, in any number of steps"):
    graph = {"helpdesk": ["web"], "web": ["operator"], "operator": ["pump", "lights"], "vendor": ["web"]}
    expect(as_names(blast_radius(graph, "helpdesk")), ["lights", "operator", "pump", "web"], "Not only the neighbours: from “web” it goes on to the operator, and from there to pump and lights.")
### BEGIN HIDDEN TESTS
with check("On other maps, each name once, only along the arrows, and the map is left as it was"):
    graph = {"a": ["b", "c"], "b": ["d"], "c": ["d", "e"], "d": ["f"], "g": ["a"], "f": []}
    before = {name: list(names) for name, names in graph.items()}
    for node, wanted in [("a", ["b", "c", "d", "e", "f"]), ("g", ["a", "b", "c", "d", "e", "f"]), ("c", ["d", "e", "f"]), ("d", ["f"])]:
        expect(as_names(blast_radius(graph, node)), wanted, "Follow the arrows as far as they lead, and name each machine once.")
    for node in ["f", "e", "nobody"]:
        expect(as_names(blast_radius(graph, node)), [], "Nothing can be reached from here.")
    chain = {f"m{n}": [f"m{n + 1}"] for n in range(11)}
    expect(as_names(blast_radius(chain, "m0")), sorted(f"m{n}" for n in range(1, 12)), "Follow the arrows as far as they lead, however many steps that takes.")
    expect(as_names(blast_radius({}, "a")), [], "On an empty map nothing can be reached.")
    expect_unchanged(graph, before, "the map")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_radius_itself", "grade": true, "points": 1}
with check("The machine itself is not counted"):
    expect(as_names(blast_radius({"web": ["operator"], "operator": ["web"]}, "web")), ["operator"], "The way leads back to “web”, but that machine is lost already. The radius is what is lost with it.")
### BEGIN HIDDEN TESTS
with check("Circles of any size, and arrows to oneself"):
    graph = {"p": ["p", "q"], "q": ["r"], "r": ["p", "s"], "s": ["s"]}
    expect(as_names(blast_radius(graph, "p")), ["q", "r", "s"], "The circle leads back to p, which is not counted.")
    expect(as_names(blast_radius(graph, "q")), ["p", "r", "s"], "Here q is not counted, and p is.")
    expect(as_names(blast_radius(graph, "s")), [], "s leads only to itself.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# Three sets of rules, and what they are worth
with explore("Three sets of rules", "Tasks 3, 4 and 5"):
    graphs = own_graphs()
    paths, radii = own_paths(graphs), own_radii(graphs)
    rows = []
    for title in RULE_SETS:
        path, radius = paths[title], radii[title]
        rows.append({"rules": title, "from the help desk to the pump": " → ".join(path) if path else "no way", "blast radius": f"{len(radius)}: {', '.join(radius)}"})
    show_table(rows)

# %% [markdown]
"""
**What to look for.** With zones alone, the help desk's PC reaches one other machine in place of five, and there is no way to the pump. But in the
middle line, one convenient rule (the office may read the *reports*) makes the radius five again: **the way has three steps in place of one, and everything is still reachable.** A firewall
diagram looks the same in both cases. Only counting shows the difference.

## The picture
"""

# %% tags=["explore", "folded", "picture"]
# Two maps and a timeline
with explore("The picture", "all tasks"):
    writes = own_writes()
    bad = own_bad(writes)
    graphs = own_graphs()
    paths, radii = own_paths(graphs), own_radii(graphs)
    fig = plt.figure(figsize=(11, 7))
    grid = fig.add_gridspec(2, 2, height_ratios=[1.15, 1])
    for place, title in enumerate(["flat: everything is allowed", "zones"]):
        ax = fig.add_subplot(grid[0, place])
        path, radius = paths[title], radii[title]
        marks = {name: COLOURS["red"] for name in ["helpdesk", *radius]}
        town_picture(hosts, ax, marks, arrows=zip(path, path[1:]) if path else [])
        ax.set_title(f"{['Before', 'After'][place]}: {len(radius)} within reach of the help desk", fontsize=11)
    ax = fig.add_subplot(grid[1, :])
    wrong = {(row["time"], row["dst"], row["target"]) for row in bad}
    speed = [row for row in writes if row["dst"] == PUMP and row["target"] == "register 4"]
    ax.axhspan(600, 1500, color=COLOURS["green"], alpha=0.12)
    hours = [(row["time"] - datetime(2026, 11, 2, tzinfo=MALAYSIA).timestamp()) / 3600 for row in speed]
    ax.step([0, *hours, 24], [1200, *[row["value"] for row in speed], speed[-1]["value"]], where="post", color=COLOURS["blue"])
    for hour, row in zip(hours, speed):
        if (row["time"], row["dst"], row["target"]) in wrong:
            ax.plot(hour, row["value"], "o", ms=10, color=COLOURS["red"])
            if row["value"] or name_of[row["src"]] == "vendor":
                ax.annotate(f"{name_of[row['src']]}, {clock(row['time'])}", (hour, row["value"]), xytext=(10, 10), textcoords="offset points", color=COLOURS["red"])
    ax.set(xlim=(0, 24), ylim=(-250, 3700), xticks=range(0, 25, 3), xlabel="hour of the day", ylabel="register 4, rounds a minute")
    ax.set_title("The pump's speed as it was ordered; green: the permitted range", fontsize=11)
    plt.show()

# %% [markdown]
"""
**What to look for.** In the night the ordered speed is zero for more than three hours, until the operator's order at 05:30. The rules stop
the two office machines. They do **not** stop the 3000 at 17:05: it comes from an address that may write. A firewall knows who speaks, not what is sensible.

## Live: replay the attack, then stop it

The buttons build a **small town** inside this notebook: the hosts of the table above, real cables, and a real Modbus server that plays the pump. The firewall is a small
program of the lab's own, which asks its rules as your Task 3 does. Nothing in it touches a real pump or your office's network.

1. Press **Start the town**, then **Replay the night**: the recorded orders from the office are sent again, byte by byte. What does the pump do?
2. Press **The operator sets 1200**: the pump runs again.
3. Press **Give these rules to the firewall**, and **Replay the night** again. Watch the table: which packets still arrive in the field?
4. Delete the second line of the rules, add a wrong one, try `allow any any 502`. Press **Stop** at the end: everything is gone.

*(Where a machine allows no such town, the same buttons replay a recording of one, and say so. On paper you see its packets.)*
"""

# %% tags=["explore", "folded"]
# The buttons of the town, and what they do.
def the_pump(town):
    speed, level = town.read_registers("operator", "pump", 4, 2).data or ("unknown", "unknown")
    return f"the operator reads from the pump: speed {speed}, water level {level} cm"


def replay_the_night(town):
    """Send the recorded orders that came from the office again, from the same machines."""
    obeyed = sent = 0
    for packet in packets:
        src, dst = addresses(packet)
        if src in ("203.0.113.30", "203.0.113.99") and dst == PUMP:
            sent += 1
            obeyed += town.send(name_of[src], "pump", 502, [payload(packet)], changes=True).ok
    return f"{sent} orders were sent, {obeyed} were answered; {the_pump(town)}"


def set_speed(town):
    return f"{town.write_register('operator', 'pump', 4, 1200)}; {the_pump(town)}"


def what_arrives(seen):
    """The Modbus packets at the switch of the field, the newest last."""
    rows = []
    for packet in seen:
        message = modbus(packet)
        if message:
            here, there = addresses(packet)
            word = "writes" if message["function"] in (5, 6, 15, 16) else "reads" if message["function"] < 5 else "refuses"
            if packet[TCP].sport == CONTROLLER_PORT:
                word = "answers" if message["function"] < 128 else "refuses"
            first = "" if message["first"] is None else str(message["first"])
            rows.append({"from": name_of[here], "to": name_of[there], "does": word, "first": first, "values": message["values"]})
    table = pd.DataFrame(rows[-16:], columns=["from", "to", "does", "first", "values"])
    return HTML(f"<p>{len(seen)} packets have arrived, {len(rows)} of them Modbus. The last of these:</p>" + table.to_html(index=False))


with explore("The town"):
    town_panel(
        hosts,
        "field",
        {"Read the pump": the_pump, "Replay the night": replay_the_night, "The operator sets 1200": set_speed},
        recorded=data_file("town.json"),
        rules=RULE_SETS["zones, and reports for the office"],
        show=what_arrives,
        still=replay_the_night,
    )

# %% [markdown]
"""
## Reflection: what would you tell your KSU? (4 points, marked by hand)

It rains hard. You see orders to the pump that nobody permitted. **Do you cut the control network off at once, or keep the pump running and watch?** A pump that is cut off may stop; a pump that is
misled may stop, too. Write to your KSU in **120–200 words, in English or Malay**.

One point each:

1. You cite **your own output**: an order, a path, a radius, or what the town did.
2. You name **a limit or a harm**: what could go wrong, and for whom; or what the rules do not see.
3. You name **an action with an owner** in your own ministry.
4. You name **the right clause**. Choose from: PR.IR, PR.AA, DE.CM, Act 854, PDPA.
"""

# %% [markdown] nbgrader={"grade_id": "reflection", "grade": true, "solution": true, "points": 4}
"""
**A model reflection.** KSU, I advise not to cut the pump off while it rains, but to cut off the *senders*. My notebook found seven values that nobody permitted; five came from two office
machines between 02:13 and 02:18, and the pump was ordered to stand for more than three hours. In the replay, rules that let only the operator's PC write stopped all of them, and the pump went on. With these rules the
help desk's PC reaches one machine in place of five. The harm that I weigh: without the pump, the houses at the river are flooded, and whoever pulls the plug in haste does the attacker's work. A limit: the rules do not see
values. The order of 3000 rounds came from the operator's own PC and would still pass. Action: the head of our Engineering Division puts the rules in place tonight, with an engineer beside the pump who can run it by
hand; the ICT Security Officer reviews unpermitted writes each morning (NIST CSF 2.0, PR.IR for the zones; DE.CM for the watching) and reports to you on Friday whether office reports can leave the control zone by another way.

**Rubric for the marker, a point each.** (1) A figure or finding from the officer's own notebook: an order with its time or value, a path, a radius, what the town answered. (2) A limit or harm with somebody whom it hits, or what rules cannot see: values, a
permitted machine that is misused, a pump that stands. (3) An action and who in the officer's own ministry does it. (4) A clause that fits: PR.IR (networks protected and separated), PR.AA (who may write), DE.CM (watching), Act 854 where the duty is that of an
NCII entity and the text says that this is to be established first. PDPA does not fit: no personal data is at stake. Cutting off and keeping on can each earn all four where the reasons are sound.
"""

# %% [markdown]
"""
## What we learned

- Modbus asks for no password: whoever reaches port 502 is obeyed. So reach is what must be limited.
- An echo is not an order. Direction counts.
- A policy needs who, where, how much and when; midnight is the hour at which simple checks fail.
- Default deny: what no rule allows does not pass. The order of the rules is part of the rules.
- Count the blast radius after every new rule. One exception can undo the zones.
- A firewall does not know a sensible value. Somebody must watch.

## What it serves

| clause | what this lab has to do with it |
|---|---|
| NIST Cybersecurity Framework 2.0, PR.IR (technology infrastructure resilience) | zones and rules (Tasks 3 to 5) |
| NIST Cybersecurity Framework 2.0, PR.AA (identity management, authentication and access control) | who may write (Task 2) |
| NIST Cybersecurity Framework 2.0, DE.CM (continuous monitoring) | reading the traffic (Tasks 1 and 2) |
| MITRE ATT&CK for ICS, T0855 | reported as *Unauthorized Command Message*: an order that nobody permitted |
| MITRE ATT&CK for ICS, T0836 | reported as *Modify Parameter*: the alarm level that was moved |
| Act 854, Cyber Security Act 2024 | in force since 26 August 2024; binds the Federal and State Governments (s.2). Entities of national critical information infrastructure are designated (s.17); s.22 is about risk assessment and audit |

Whether a pump or a traffic control centre belongs to a designated entity is decided under the Act, and not by this lab; ask your legal adviser. This lab teaches a method; it is not legal advice.

**Before you close:** run everything once from the top (menu *Run ▸ Restart Kernel and Run All Cells*), see that the
cards are green, save, and submit.

**Next:** *Incident at Kota Seri* (`capstone-kota-seri`): all of it in one night.
"""
