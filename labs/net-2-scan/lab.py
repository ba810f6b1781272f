# %% [markdown]
"""
# Who is knocking? / *Siapa mengetuk pintu?*

**The story.** Thursday, 30 April 2026, nine in the evening. At midnight the state of **Kota Seri** stops taking the assessment tax, and thousands pay at the last moment on the state's portal.
The portal is slow. Is it the rush, or is somebody trying the doors? The network team has recorded one hour in front of the servers, and the portal has written down who logged in. Your KSU asks: **"Whom
do we block, and who will be shut out by mistake?"**

*The state, its portal, its bank and all people are fictional. Every address is one that is kept for examples and belongs to nobody.*

**What you will have made by the end:** the hour on one page, each knock at a door as a point, and who was found, missed, or accused wrongly.

![Above, one hour of knocks by time and port. Three upright red groups are scans that were found, one of them thin; a wide scatter of pink points and a short pink bar are scans that were missed. Below, the logins of four addresses: crosses and dots, and in the row of the quiet scanner six crosses and a single dot after them.](data/finished.png)
"""

# %% [markdown]
"""
## What you will be able to do

1. **Tabulate** packets, so that questions can be asked of them.
2. **Detect** who tries many doors, and who guesses passwords.
3. **Spare** those who must not be blocked.
4. **Weigh** what a rule misses against whom it accuses wrongly.

**80 minutes.** Sixteen points are marked by the checks, four by an instructor.

**How this notebook works.** Click a cell and press **Shift+Enter** to run it; go from top to bottom. Write your answer where a function is blank, run the cell, then run the checks below it: a green card
means that it passed; any other card says what was asked and what came back. You may try as often as you like. A task that you skip stops nothing: what comes after it goes on with the lab's own result, and says so.
"""

# %% [markdown]
"""
## Words you will meet

| English | Bahasa Melayu | In plain words |
|---|---|---|
| server | pelayan | the machine that offers a service, such as the portal |
| port | port | the number of a door of a machine; behind each may be a service |
| knock (SYN) | ketukan (SYN) | the first packet of a connection: "may I come in?" |
| scan | imbasan port | to knock at many doors, to see which open |
| brute force | serangan cuba-jaya | to guess passwords until one fits |
| sliding window | tetingkap gelongsor | any stretch of time of a given length, wherever it begins |
| threshold | nilai ambang | the number from which a rule raises an alarm |
| gateway | get laluan | a machine through which many others reach the internet, all under one address |
| allow-list | senarai benar | addresses that are never blocked |
| false alarm | penggera palsu | an alarm where nothing is wrong |
| precision | kejituan | of what was accused, the share that was rightly so |
| recall | kadar dapatan | of what was there, the share that was found |

*Istilah Bahasa Melayu: menunggu semakan.*
"""

# %% nbgrader={"grade_id": "setup", "locked": true}
# Run this cell first. It loads the recording, the log and the tools; there is nothing to change in it.
import json
from collections import deque  # noqa: F401 - an answer may use it
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address, ip_network

import matplotlib.pyplot as plt
import numpy as np  # noqa: F401 - an answer may use it
import pandas as pd
from IPython.display import HTML, display
from ipywidgets import Dropdown, IntSlider

from futurefit.kit import COLOURS, check, data_file, expect, expect_unchanged, explore, live, note, own_or_ours, style
from futurefit.kit.packets import TCP, UDP, addresses, make_arp, make_tcp, make_udp, read_packets, show_packets  # noqa: F401
from futurefit.kit.range import Host, town_panel

style()
MALAYSIA = timezone(timedelta(hours=8))
COLUMNS = ["time", "src", "dst", "port", "knock"]


def clock(seconds):
    """The time of day in Malaysia as text: "21:17:30"."""
    return datetime.fromtimestamp(seconds, MALAYSIA).strftime("%H:%M:%S")


def is_knock(packet):
    """Whether a TCP packet is the first of a connection: "S" among its flags, and not "A"."""
    return "S" in packet[TCP].flags and "A" not in packet[TCP].flags


# What the checks are made of: tables as Task 1 makes them, and logs.
def make_table(rows):
    """A table from rows of (time, src, dst, port), all of them knocks unless a row says False at its end."""
    whole = [[*row, True][:5] for row in rows]
    return pd.DataFrame(whole, columns=COLUMNS).astype({"time": float, "port": int, "knock": bool})


def make_knocks(src, dst, start, step, ports):
    """Knocks at one machine, one each `step` seconds."""
    return [(start + number * step, src, dst, port) for number, port in enumerate(ports)]


def make_log(rows):
    """A log from rows of (time, src, user, ok)."""
    return pd.DataFrame(rows, columns=["time", "src", "user", "ok"]).astype({"time": float, "ok": bool})


def make_failures(src, times, user="ali"):
    return [(time, src, user, False) for time in times]


# What the checks use to read an answer, whatever its form.
def as_rows(answer):
    """The rows of Task 1's table, as lists."""
    if not hasattr(answer, "columns"):
        raise AssertionError(f"The answer must be a pandas table (a DataFrame). It was: {str(answer)[:200]}")
    for name in COLUMNS:
        if name not in list(answer.columns):
            raise AssertionError(f"The table needs the column “{name}”. It has: {', '.join(map(str, answer.columns)) or 'none'}.")
    rows = [list(row) for row in zip(*(answer[name].tolist() for name in COLUMNS))]
    for row in rows:
        if not isinstance(row[0], float):
            raise AssertionError(f"The column “time” must hold plain numbers with a decimal point (float). One of its values was {row[0]!r}. Is float( … ) missing around packet.time?")
    return [[*row[:4], bool(row[4])] for row in rows]


def as_pairs(answer):
    """Pairs of addresses, sorted; a pair that stands there twice is seen."""
    if hasattr(answer, "columns") and "src" in answer.columns and "dst" in answer.columns:
        answer = list(zip(answer["src"], answer["dst"]))
    if answer is None or isinstance(answer, str) or not hasattr(answer, "__iter__"):
        raise AssertionError(f"The answer must be a list of pairs (src, dst). It was: {answer!r}")
    for pair in answer:
        if isinstance(pair, str) or not hasattr(pair, "__len__") or len(pair) != 2:
            raise AssertionError(f"Each entry must be a pair of two addresses, (src, dst). One of them was: {pair!r}")
    return sorted((str(src), str(dst)) for src, dst in answer)


def as_alarms(answer):
    """The alarms of Task 3 as dictionaries, in their order."""
    rows = answer.to_dict("records") if hasattr(answer, "columns") else answer
    rows = list(rows) if isinstance(rows, (list, tuple)) else rows
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise AssertionError(f"The answer must be a list with one dictionary for each address. It was: {str(answer)[:200]}")
    for row in rows:
        for name in ("src", "alarm", "opened"):
            if name not in row:
                raise AssertionError(f"Each dictionary needs the entry “{name}”. This one has none: {row}")
    return [{"src": row["src"], "alarm": row["alarm"], "opened": None if row["opened"] != row["opened"] else row["opened"]} for row in rows]


def alarm_of(answer, src):
    """The alarm of one address, or None."""
    return next((row for row in as_alarms(answer) if row["src"] == src), None)


def opened_by(answer, src):
    """Which account was opened, as a text that a card can show."""
    row = alarm_of(answer, src)
    return "no alarm for this address" if row is None else row["opened"] or "nothing was opened"


def as_addresses(answer):
    """Addresses as a list of texts, in their order."""
    if isinstance(answer, (set, frozenset)):
        raise AssertionError("A set came back, and a set has no order. Give back a list, in the order of “found”.")
    if answer is None or isinstance(answer, str) or not hasattr(answer, "__iter__"):
        raise AssertionError(f"The answer must be a list of addresses. It was: {answer!r}")
    return [str(address) for address in answer]


def as_two(answer):
    """Precision and recall as two numbers."""
    if answer is None or isinstance(answer, (str, dict)) or not hasattr(answer, "__len__") or len(answer) != 2:
        raise AssertionError(f"The answer must be two numbers: precision, then recall. It was: {answer!r}")
    return [float(number) for number in answer]


# The recording, the log, and what is known of some addresses.
packets = read_packets(data_file("portal.pcap"))
log = pd.read_csv(data_file("logins.csv"))
known = pd.read_csv(data_file("known.csv"), index_col="address")["who"].to_dict()
ALLOW = ["192.0.2.0/28", "198.51.100.0/24", "2001:db8:51::/48"]  # our counters and our scanner; our servers
truth = ["203.0.113.66", "203.0.113.77", "203.0.113.90", "203.0.113.130", "203.0.113.140", "2001:db8:66::5"]  # known a week later
hosts = [Host(**row) for row in pd.read_csv(data_file("town.csv"), keep_default_na=False).to_dict("records")]
FEW_PORTS = [22, 25, 80, 443, 3306, 3389, 8000, 8080, 8443, 9200]  # for the live element
MANY_PORTS = [7, 9, 21, 23, 53, 110, 143, 389, 445, 587, 993, 1433, 1521, 2049, 3128, 5000, 5432, 5900, 6379, 9000, *FEW_PORTS]
recorded = json.loads(data_file("recorded.json").read_text(encoding="utf-8"))  # the lab's own results


def who(address):
    """What is known of an address, behind it."""
    return f"{address} ({known[address]})" if address in known else address


# What the pictures show: the results of your functions, or the lab's own where a task is not finished.
def own_knocks():
    """The knocks of the recording, from Task 1's table."""

    def own():
        table = pd.DataFrame(as_rows(to_frame(packets)), columns=COLUMNS)
        return table[table["knock"]] if table["knock"].any() else None

    return own_or_ours(own, lambda: pd.read_csv(data_file("knocks.csv")), "Task 1")


def own_scanners(knocks):
    return own_or_ours(lambda: as_pairs(scanners(knocks)), lambda: as_pairs(recorded["scanners"]), "Task 2")


def own_alarms():
    return own_or_ours(lambda: as_alarms(brute_force(log)), lambda: recorded["alarms"], "Task 3")


def own_blocked(pairs, alarms):
    """Whom to block: the sources of both findings, without the allow-list."""
    found = [src for src, _ in pairs] + [row["src"] for row in alarms]
    return own_or_ours(lambda: as_addresses(block_list(found, ALLOW)), lambda: recorded["blocked"], "Task 4")


def own_score(blocked):
    return own_or_ours(lambda: as_two(precision_recall(blocked, truth)), lambda: recorded["score"], "Task 5")


def show_table(rows):
    """Show rows as a table, with texts at the left."""
    page = pd.DataFrame(rows).to_html(index=False)
    for cell in ["th", "td"]:
        page = page.replace(f"<{cell}>", f'<{cell} style="text-align:left">')
    display(HTML(page))


note(f"{len(packets):,} packets and {len(log)} logins, from {clock(log['time'].min())} to {clock(log['time'].max())}, are loaded.")

# %% [markdown]
"""
## Try it: a knock, and what comes back

Every connection begins with a **knock**: a packet with the flag `S` (SYN) and without `A`. An open door answers `SA`; a closed one says `R` (reset); a firewall that drops the knock says nothing. Run the cell. **Then change the
number and run it again:** try 225, 1030 and 1128.

*What to look for:* who knocks at which port (flag `S`), and what comes back. An *answer* goes the other way, to a port that the visitor made up for this one connection.
"""

# %% tags=["explore"]
number = 0

with explore("The table of packets"):
    display(show_packets(packets, first=number, count=4))

# %% [markdown]
"""
## A worked example: who knocks most?

The first idea is to count. Here is a complete function; run it.
"""

# %%
def count_knocks(packets):
    """How many knocks each address sent: {"192.0.2.1": 3, …}."""
    counts = {}
    for packet in packets:
        if TCP in packet and is_knock(packet):
            src, dst = addresses(packet)
            counts[src] = counts.get(src, 0) + 1
    return counts


busiest = sorted(count_knocks(packets).items(), key=lambda item: item[1], reverse=True)
show_table([{"address": who(src), "knocks": count} for src, count in busiest[:6]])

# %% [markdown]
"""
For each packet it asks: *is it TCP? is it a knock? whose?* Then it adds one. The first of the list is an unknown; but the second is the bank, the third the gateway of our own counters, and the fourth a telephone company with many
citizens. **Busy is not suspicious.** And one quiet visitor, who will matter most in this story, knocked 16 times and stands nowhere near the top. What gives a scan away is not how *often* somebody knocks, but at how many *different* doors.

| You write | You get |
|---|---|
| `TCP in packet` | whether the packet has a TCP layer |
| `addresses(packet)` | the pair (from, to), for IPv4 and IPv6 |
| `packet[TCP].dport` | the port that it goes to |
| `is_knock(packet)` | `True` for the first packet of a connection |
| `float(packet.time)` | when it was seen, in seconds, as a plain number |

## Task 1 · Packets become a table (2 points)

Write `to_frame(packets)`. It gives back a pandas table with **one row for each TCP packet** (a knock or not) and these columns:

| column | what it holds |
|---|---|
| `time` | when it was seen, in seconds, as a **plain number** (`float`): the recording has a kind of number of its own |
| `src`, `dst` | from which address, to which; **IPv4 and IPv6** |
| `port` | the port that it **goes to** |
| `knock` | `True` or `False`: whether it is a knock; **an answer is none** |

- Packets that are **not TCP** are left out.
- The rows are **sorted by time**, the earliest first. Packets of the **same time** stay in the order in which they were handed in.
- **No packets** give a table with these five columns and no rows.

<details><summary>Hint 1: the idea</summary>

Collect a list of rows, each a list of five values. Make the table from it and say how the columns are named. Sort at the end.
</details>

<details><summary>Hint 2: the tool</summary>

`pd.DataFrame(rows, columns=[…])` makes a table, also from an empty list. `table.sort_values("time", kind="stable")` sorts it; *stable* means that equals stay in their order.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each ____.

```python
    rows = []
    for packet in packets:
        if ____ in packet:
            src, dst = addresses(packet)
            rows.append([float(packet.time), src, dst, packet[TCP].____, is_knock(packet)])
    table = pd.DataFrame(rows, columns=["time", "src", "dst", "port", "knock"])
    return table.sort_values(____, kind="stable")
```
</details>
"""

# %% nbgrader={"grade_id": "to_frame", "solution": true}
def to_frame(packets):
    """A table with the columns time, src, dst, port and knock: a row for each TCP packet, the earliest first.

    A knock from 192.0.2.1 at port 443 gives a row such as 12.5, "192.0.2.1", "198.51.100.10", 443, True.
    """
    ### BEGIN SOLUTION
    rows = []
    for packet in packets:
        if TCP in packet:
            src, dst = addresses(packet)
            rows.append([float(packet.time), src, dst, packet[TCP].dport, is_knock(packet)])
    table = pd.DataFrame(rows, columns=["time", "src", "dst", "port", "knock"])
    return table.sort_values("time", kind="stable")
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_frame_rows", "grade": true, "points": 1}
with check("Each TCP packet becomes a row with its five values"):
    a, b = "192.0.2.1", "198.51.100.10"
    small = [make_tcp(a, b, flags="S", sport=40001, dport=443, time=12.5), make_udp(a, b, time=12.75), make_tcp(b, a, flags="SA", sport=443, dport=40001, time=13.25)]
    expect(
        as_rows(to_frame(small)),
        [[12.5, a, b, 443, True], [13.25, b, a, 40001, False]],
        "Both TCP packets become rows, and the UDP packet is left out. The second row is the server's answer: it goes from the server to the visitor's own port, 40001, and is no knock.",
    )
    expect([row[3] for row in as_rows(to_frame(packets[:2]))], [443, 43925], "These are the first two packets of the recording.")
### BEGIN HIDDEN TESTS
with check("This holds for other packets, for IPv6, and where there are none"):
    a, b = "2001:db8:7::4", "2001:db8:7::9"
    fresh = [
        make_arp("203.0.113.8", "203.0.113.9", time=1.0),
        make_tcp(a, b, flags="SEC", sport=51000, dport=22, time=2.125),
        make_tcp(b, a, flags="RA", sport=22, dport=51000, time=2.5),
        make_udp(a, b, dport=443, time=3.0),
        make_tcp("203.0.113.8", "203.0.113.9", b"data", sport=8443, dport=50001, time=4.0),
        make_tcp("203.0.113.8", "203.0.113.9", flags="SAE", sport=8443, dport=50002, time=4.5),
        make_tcp("203.0.113.8", "203.0.113.9", flags="A", sport=8443, dport=50003, time=5.0),
        make_tcp("203.0.113.8", "203.0.113.9", flags="R", sport=8443, dport=50004, time=5.5),
        make_tcp("203.0.113.8", "203.0.113.9", flags="R", sport=8443, dport=50004, time=5.5),
    ]
    before = [bytes(p) for p in fresh]
    wanted = [[2.125, a, b, 22, True], [2.5, b, a, 51000, False], [4.0, "203.0.113.8", "203.0.113.9", 50001, False]]
    wanted += [[4.5, "203.0.113.8", "203.0.113.9", 50002, False], [5.0, "203.0.113.8", "203.0.113.9", 50003, False]]
    wanted += [[5.5, "203.0.113.8", "203.0.113.9", 50004, False]] * 2
    expect(as_rows(to_frame(fresh)), wanted, "Every TCP packet is a row, also one in an IPv6 envelope, and one that is no knock. Use the packets that are handed to the function.")
    expect(as_rows(to_frame([])), [], "No packets: a table with the five columns and no rows.")
    expect(as_rows(to_frame(fresh[:1])), [], "No TCP packet: a table with the five columns and no rows.")
    expect_unchanged([bytes(p) for p in fresh], before, "the list of packets")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_frame_sorted", "grade": true, "points": 1}
with check("The earliest row stands first"):
    a, b = "192.0.2.1", "198.51.100.10"
    small = [make_tcp(a, b, flags="S", dport=port, time=time) for port, time in [(80, 9.5), (443, 3.25), (22, 7.0)]]
    expect([row[3] for row in as_rows(to_frame(small))], [443, 22, 80], "The packet to port 443 was seen first, at 3.25, and the one to port 80 last. Sort the table by time.")
### BEGIN HIDDEN TESTS
with check("Packets of the same time stay in their order, and times are not rounded"):
    a, b = "203.0.113.8", "198.51.100.30"
    ports = [(n * 37) % 101 + 1000 for n in range(60)]
    fresh = [make_tcp(a, b, flags="S", dport=port, time=5.0) for port in ports] + [make_tcp(b, a, flags="S", dport=7, time=2.5)]
    expect([row[3] for row in as_rows(to_frame(fresh))], [7, *ports], "Sixty packets have the same time. They stay in the order in which they were handed in: sort with kind=\"stable\".")
    close = [make_tcp(a, b, flags="S", dport=port, time=time) for port, time in [(1, 8.75), (2, 8.25), (3, 8.5), (4, 10.0), (5, 9.0)]]
    expect([row[:4:3] for row in as_rows(to_frame(close))], [[8.25, 2], [8.5, 3], [8.75, 1], [9.0, 5], [10.0, 4]], "Times have parts of a second, and are compared as numbers.")
    expect([row[3] for row in as_rows(to_frame(close[::-1]))], [2, 3, 1, 5, 4], "Whatever order the packets come in, the earliest stands first.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# The table, and the busiest doors
with explore("The busiest doors", "Task 1"):
    knocks = own_knocks()
    print(f"{len(knocks)} knocks in the hour. The doors at which most of them came:")
    doors = knocks.groupby(["dst", "port"]).size().sort_values(ascending=False, kind="stable").head(4)
    show_table([{"server": dst, "port": port, "knocks": count} for (dst, port), count in doors.items()])

# %% [markdown]
"""
Two doors take most of the knocks: that is the rush, on port 443 of the portal and of the payment server. Each of the other doors takes one, or a few. Who tries them?

## Task 2 · Who tries many doors? (4 points)

Write `scanners(df, window=60, min_ports=15)`. `df` is a table as Task 1 makes it, its rows **in any order**. The function gives back a list of **pairs** `(src, dst)`: who scanned which server.

- A pair belongs on the list if `src` knocked at **at least** `min_ports` **different ports** of `dst` within **some** stretch of `window` seconds. Many knocks at one port are one port.
- The window **slides**: it may begin at any knock. A knock **exactly** `window` seconds after the first is still inside.
- Only **knocks** count. A server's answers go to hundreds of ports, and that is no scan.
- Ports are counted **for each pair**: seven doors of one server and eight of another make no fifteen, and neither do two visitors.
- Each pair stands there **once**, in any order. `df` stays as it is.

| knocks of one pair | `scanners(df, window=60, min_ports=3)` |
|---|---|
| ports 22, 80, 443 at 10, 40 and 70 seconds | on the list: 70 − 10 is 60 |
| the same at 10, 40 and 70.5 seconds | not on the list |
| ports 22, 80, 22, 80 within a second | not on the list: two ports |

<details><summary>Hint 1: the idea</summary>

Take the knocks of one pair. Let a window begin at each of them in turn, and count the different ports inside. If one window has enough, the pair belongs on the list, and you need look no further.
</details>

<details><summary>Hint 2: the tool</summary>

`for pair, part in df[df["knock"]].groupby(["src", "dst"]):` goes through the pairs, each with its part of the table. `part[part["time"].between(start, end)]` are the rows from start to end, both included. `nunique()` counts the different values of a column. `break` leaves the inner loop.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each ____.

```python
    found = []
    for pair, part in df[df["knock"]].groupby(["src", ____]):
        for start in part["time"]:
            inside = part[part["time"].between(start, start + ____)]
            if inside["port"].nunique() >= ____:
                found.append(____)
                break
    return found
```
</details>
"""

# %% nbgrader={"grade_id": "scanners", "solution": true}
def scanners(df, window=60, min_ports=15):
    """Pairs (src, dst) where src knocked at min_ports or more different ports of dst within some window of seconds.

    Fifteen ports of 198.51.100.10 in a minute, tried by 203.0.113.66, give [("203.0.113.66", "198.51.100.10")].
    """
    ### BEGIN SOLUTION
    found = []
    for pair, part in df[df["knock"]].groupby(["src", "dst"]):
        for start in part["time"]:
            inside = part[part["time"].between(start, start + window)]
            if inside["port"].nunique() >= min_ports:
                found.append(pair)
                break
    return found
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_scanners_ports", "grade": true, "points": 1}
with check("Different ports count, and not the number of knocks"):
    small = make_knocks("203.0.113.66", "198.51.100.10", 5, 1, range(20, 40)) + make_knocks("192.0.2.1", "198.51.100.10", 5, 0.5, [443] * 80)
    expect(as_pairs(scanners(make_table(small))), [("203.0.113.66", "198.51.100.10")], "The first visitor tried 20 doors: one pair, once, and first who, then whom. The second came 80 times, always to the same door: that is the gateway of the service counters.")
### BEGIN HIDDEN TESTS
with check("This holds for other machines, for doors tried twice, whatever the order of the rows, and for an empty table"):
    a, b, c = "2001:db8:7::4", "203.0.113.200", "198.51.100.77"
    fresh = make_knocks(a, c, 100, 0.25, [*range(9, 0, -1), *range(9000, 9006)]) + make_knocks(b, c, 100, 1, [80, 443, 8080, 8443, 22, 21, 25] * 8)
    fresh += make_knocks("203.0.113.201", c, 0, 2, [7000, 3, 7000, 99, 7000, 12, 4] + list(range(300, 312)))
    table = make_table([*fresh, (100.5, c, a, 50001, False)])
    before = table.copy()
    wanted = [(a, c), ("203.0.113.201", c)]
    expect(as_pairs(scanners(table)), sorted(wanted), "Fifteen different doors make a scan, in whatever order they are tried. Seven doors tried again and again do not.")
    expect(as_pairs(scanners(table.iloc[::-1])), sorted(wanted), "The rows may come in any order.")
    expect(as_pairs(scanners(table.sort_values("port"))), sorted(wanted), "The rows may come in any order.")
    expect(as_pairs(scanners(make_table([]))), [], "No rows: an empty list.")
    expect_unchanged(table, before, "the table")
    expect([str(name) for name in table.columns], COLUMNS, "Your function changed the table that it was given. Work on a copy.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_scanners_window", "grade": true, "points": 1}
with check("The window slides, and its end belongs to it"):
    across = make_knocks("203.0.113.77", "198.51.100.10", 30, 4, range(100, 115))
    expect(as_pairs(scanners(make_table(across))), [("203.0.113.77", "198.51.100.10")], "Fifteen doors from second 30 to second 86. Whoever cuts time into full minutes sees eight in one and seven in the next, and nothing.")
    edge = make_table([(10, "a", "b", 22), (40, "a", "b", 80), (70, "a", "b", 443)])
    expect(as_pairs(scanners(edge, window=60, min_ports=3)), [("a", "b")], "70 − 10 is 60, and exactly 60 seconds is still inside.")
    late = make_table([(10, "a", "b", 22), (40, "a", "b", 80), (70.5, "a", "b", 443)])
    expect(as_pairs(scanners(late, window=60, min_ports=3)), [], "70.5 − 10 is more than 60: there is no window with all three.")
### BEGIN HIDDEN TESTS
with check("The window may begin at any knock, and slow scans stay outside"):
    a, b = "203.0.113.201", "198.51.100.77"
    calm_first = make_knocks(a, b, 0, 50, [443, 80, 443, 80, 443]) + make_knocks(a, b, 333, 3.5, range(5000, 5015))
    expect(as_pairs(scanners(make_table(calm_first))), [(a, b)], "The scan begins after a calm start: let a window begin at each knock, not only at the first.")
    slow = make_knocks(a, b, 0, 10, range(2000, 2200))
    expect(as_pairs(scanners(make_table(slow))), [], "One knock in ten seconds: never more than seven doors within 60 seconds, however long it goes on.")
    two_groups = make_knocks(a, b, 0, 1, range(8)) + make_knocks(a, b, 300, 1, range(50, 58))
    expect(as_pairs(scanners(make_table(two_groups))), [], "Eight doors now and eight doors five minutes later are not in one window.")
    just = make_knocks(a, b, 1000.5, 60 / 14, range(15))
    just[-1] = (1060.5, *just[-1][1:])
    expect(as_pairs(scanners(make_table(just))), [(a, b)], "The fifteenth knock is exactly 60 seconds after the first, and inside.")
    just[-1] = (1060.75, *just[-1][1:])
    expect(as_pairs(scanners(make_table(just))), [], "The fifteenth knock is more than 60 seconds after the first.")
    again = [(0, a, b, 22), (100, a, b, 22), (110, a, b, 80), (120, a, b, 443)]
    expect(as_pairs(scanners(make_table(again), min_ports=3)), [(a, b)], "A door that was tried before counts again: from second 100 there are three.")
    back = [(0, a, b, 22), (50, a, b, 22), (70, a, b, 80), (100, a, b, 443)]
    expect(as_pairs(scanners(make_table(back), min_ports=3)), [(a, b)], "From second 50 on there are three doors. That the first knock at 22 is out by then changes nothing.")
    early = [(0, a, b, 1), *make_knocks(a, b, 30, 4, range(100, 115))]
    expect(as_pairs(scanners(make_table(early))), [(a, b)], "Fifteen doors from second 30 to second 86: windows that are laid end to end from the first knock cut them apart.")
    far = make_table([(10, a, b, 22), (40, a, b, 80), (70.5, a, b, 443)])
    expect(as_pairs(scanners(far.iloc[::-1], min_ports=3)), [], "Whatever order the rows come in, 70.5 − 10 is more than 60.")
    same_time = [(7.5, a, b, port) for port in range(20)]
    expect(as_pairs(scanners(make_table(same_time))), [(a, b)], "Twenty doors at the same moment are within a window, too, and more than fifteen. The pair stands there once.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_scanners_threshold", "grade": true, "points": 1}
with check("“At least” includes the number itself, and both settings are used"):
    fifteen = make_knocks("203.0.113.66", "198.51.100.10", 0, 2, range(15))
    fourteen = make_knocks("203.0.113.67", "198.51.100.10", 0, 2, range(14))
    expect(as_pairs(scanners(make_table(fifteen + fourteen))), [("203.0.113.66", "198.51.100.10")], "Fifteen doors are at least fifteen; fourteen are not, and two visitors are not added up.")
    expect(as_pairs(scanners(make_table(fourteen), min_ports=10)), [("203.0.113.67", "198.51.100.10")], "Here ten doors are enough: use min_ports, and not the number 15.")
    expect(as_pairs(scanners(make_table(fifteen), window=10)), [], "Here the window has 10 seconds, in which there are six doors: use window, and not the number 60.")
### BEGIN HIDDEN TESTS
with check("Other thresholds and windows"):
    a, b = "203.0.113.201", "198.51.100.77"
    steady = make_table(make_knocks(a, b, 50, 5, range(4000, 4060)))
    for window, most in [(0, 1), (4, 1), (5, 2), (12, 3), (100, 21), (290, 59), (295, 60)]:
        expect(as_pairs(scanners(steady, window=window, min_ports=most)), [(a, b)], f"One door in five seconds: in {window} seconds there are {most}, both ends included.")
        expect(as_pairs(scanners(steady, window=window, min_ports=most + 1)), [], f"One door in five seconds: in {window} seconds there are {most}, and no more.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_scanners_knocks", "grade": true, "points": 1}
with check("Only knocks count, for each pair by itself"):
    answers = [(time, "198.51.100.10", "192.0.2.1", port, False) for time, _, _, port in make_knocks("", "", 0, 1, range(40000, 40030))]
    expect(as_pairs(scanners(make_table(answers))), [], "These are a server's answers to 30 visits, each to a port of the visitor's own. They are no knocks: whoever counts them accuses the portal itself.")
    parts = make_knocks("203.0.113.66", "198.51.100.10", 0, 1, range(7)) + make_knocks("203.0.113.66", "198.51.100.20", 0, 1, range(20, 28))
    expect(as_pairs(scanners(make_table(parts))), [], "Seven doors of one server and eight of another: no pair has fifteen.")
### BEGIN HIDDEN TESTS
with check("A pair is who and whom, each once, and neither several visitors nor several servers are added up"):
    a, b, c, d = "203.0.113.201", "203.0.113.202", "198.51.100.77", "198.51.100.78"
    crowd = [row for n in range(30) for row in make_knocks(f"203.0.113.{n}", c, 0, 1, [500 + n, 443])]
    expect(as_pairs(scanners(make_table(crowd))), [], "Thirty visitors with two doors each are no scan.")
    sweep = [(n, a, f"198.51.100.{n}", 20 + n) for n in range(40)]
    expect(as_pairs(scanners(make_table(sweep))), [], "One door of each of forty servers: no pair has fifteen.")
    both = make_knocks(a, c, 0, 1, range(40)) + make_knocks(a, d, 10, 1, range(16)) + make_knocks(b, c, 500, 1, range(15)) + make_knocks(a, c, 900, 1, range(40))
    expect(as_pairs(scanners(make_table(both))), sorted([(a, c), (a, d), (b, c)]), "Three pairs, each once, (src, dst) in this order.")
    mixed = make_knocks(a, c, 0, 1, range(14)) + [(0.5, a, c, 9999, False)] + [(1.5, c, a, port, False) for port in range(30)]
    expect(as_pairs(scanners(make_table(mixed))), [], "Fourteen knocks; the fifteenth port is that of a packet that is no knock.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# Who scanned whom
with explore("Who scanned whom", "Task 1 and Task 2"):
    knocks = own_knocks()
    rows = []
    for src, dst in own_scanners(knocks):
        part = knocks[(knocks["src"] == src) & (knocks["dst"] == dst)]
        rows.append({"from": who(src), "to": dst, "knocks": len(part), "doors": part["port"].nunique(), "first": clock(part["time"].min()), "last": clock(part["time"].max())})
    show_table(rows)

# %% [markdown]
"""
**What to look for.** Four pairs. One is our own security scanner, at work with permission. Two are loud. And **203.0.113.77** tried just sixteen doors, from 21:17:30 to 21:18:22: nine before the full minute and seven after it. A count by
full minutes would never have seen it. Remember this address.

## Task 3 · Who guesses passwords? (4 points)

The log has a row for each login: `time`, `src`, `user`, and `ok` (`True` if it succeeded). Write `brute_force(log, limit=5, window=300)`. It gives back a list with **one dictionary for each address** that raised an alarm:

`{"src": "203.0.113.77", "alarm": 190.0, "opened": "finance.clerk"}`

- An address raises an alarm with **at least** `limit` **failures** within `window` seconds. The window slides, and **exactly** `window` seconds is still inside.
- Its failures count together, **whichever users** they name. A **success in between** changes nothing: the count goes on.
- `alarm` is the time of the failure that **completes** the first such group: with `limit=5`, its fifth.
- `opened` is the user of the **first success** of this address **after** the alarm (a larger `time`), **whoever** that is and **however much later**; `None` if there is none.
- The rows of `log` come **in any order**, and `log` stays as it is. The answer is **in the order of the alarms**, the earliest first (two at the same time: either way).

| one address, `limit=3`, `window=60` | its entry |
|---|---|
| failures at 0, 20, 40 and 50; success of `ali` at 45 | `alarm` 40, `opened` `"ali"` |
| failures at 0, 20 and 60; success of `ali` at 30 | `alarm` 60, `opened` `None` |
| failures at 0, 20 and 61 | none |

<details><summary>Hint 1: the idea</summary>

Sort by time and look at each address by itself. Write down the times of its failures. Compare each with the one that comes `limit - 1` places later: if they are at most `window` apart, the later one is an alarm. The first alarm counts. Then look for a success after it.
</details>

<details><summary>Hint 2: the tool</summary>

`zip(failed, failed[limit - 1:])` puts each time beside the one that comes `limit - 1` places later. `part[~part["ok"]]` are the rows where `ok` is `False`. `later["user"].iloc[0]` is the first user of a table. `sorted(rows, key=lambda row: row["alarm"])` sorts dictionaries.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each ____.

```python
    rows = []
    for src, part in log.sort_values("time").groupby("src"):
        failed = part[~part["ok"]]["time"].tolist()
        alarms = [last for first, last in zip(failed, failed[limit - 1 :]) if last - first <= ____]
        if alarms:
            later = part[part["ok"] & (part["time"] > ____)]
            opened = later["user"].iloc[0] if len(later) > 0 else ____
            rows.append({"src": src, "alarm": alarms[0], "opened": opened})
    return sorted(rows, key=lambda row: row[____])
```
</details>
"""

# %% nbgrader={"grade_id": "brute_force", "solution": true}
def brute_force(log, limit=5, window=300):
    """Addresses with limit or more failures within window seconds: a list of {"src": …, "alarm": …, "opened": …}.

    Five failures at 0, 10, 20, 30 and 40 seconds, and a success of ali at 90, give alarm 40.0 and opened "ali".
    """
    ### BEGIN SOLUTION
    rows = []
    for src, part in log.sort_values("time").groupby("src"):
        failed = part[~part["ok"]]["time"].tolist()
        alarms = [last for first, last in zip(failed, failed[limit - 1 :]) if last - first <= window]
        if alarms:
            later = part[part["ok"] & (part["time"] > alarms[0])]
            opened = later["user"].iloc[0] if len(later) > 0 else None
            rows.append({"src": src, "alarm": alarms[0], "opened": opened})
    return sorted(rows, key=lambda row: row["alarm"])
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_brute_limit", "grade": true, "points": 1}
with check("At least “limit” failures of one address raise an alarm, whichever users they name"):
    five = [(n * 10, "203.0.113.77", user, False) for n, user in enumerate(["admin", "kasir", "admin", "siti", "kasir"])]
    four = make_failures("203.0.113.151", [0, 10, 20, 30])
    expect([row["src"] for row in as_alarms(brute_force(make_log(five + four)))], ["203.0.113.77"], "Five failures are at least five, whether or not a login succeeds later; four are not. Whoever counts for each user by itself misses one who tries a few passwords with many names.")
    expect([row["alarm"] for row in as_alarms(brute_force(make_log(four), limit=4))], [30.0], "Here four are enough (use limit, and not the number 5), and the fourth failure, at 30, is the alarm.")
### BEGIN HIDDEN TESTS
with check("Addresses are not added up, successes are no failures, and the log is left as it was"):
    a, b, c = "198.51.100.201", "2001:db8:7::4", "203.0.113.9"
    crowd = [(n, f"203.0.113.{100 + n}", "zul", False) for n in range(40)]
    expect(as_alarms(brute_force(make_log(crowd))), [], "Forty addresses with one failure each: nobody has five.")
    works = [(n * 5, a, f"user{n}", True) for n in range(20)]
    expect(as_alarms(brute_force(make_log(works))), [], "Twenty successes are no failures: no alarm.")
    between = [(0, b, "x", False), (10, b, "x", False), (15, b, "x", True), (20, b, "y", False), (30, b, "x", True), (40, b, "x", False), (50, b, "x", False)]
    table = make_log(crowd + works + between + make_failures(c, [3, 6, 9]))
    before = table.copy()
    expect(as_alarms(brute_force(table)), [{"src": b, "alarm": 50.0, "opened": None}], "Five failures with successes between them: a success does not begin the count anew. No success comes after the alarm.")
    expect([row["src"] for row in as_alarms(brute_force(table, limit=3))], [c, b], "With limit=3 two addresses raise an alarm, and the one at 9 comes before the one at 20.")
    expect(len(as_alarms(brute_force(table, limit=1))), 42, "With limit=1 each address with a failure raises an alarm.")
    expect(as_alarms(brute_force(make_log([]))), [], "An empty log: an empty list.")
    expect_unchanged(table, before, "the log")
    expect(len(table.columns), 4, "Your function changed the log that it was given. Work on a copy.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_brute_window", "grade": true, "points": 1}
with check("The window slides, and its end belongs to it"):
    across = make_failures("203.0.113.77", [200, 250, 290, 340, 390])
    expect([row["alarm"] for row in as_alarms(brute_force(make_log(across)))], [390.0], "Five failures from 200 to 390; the fifth is the alarm. Whoever cuts time into blocks of five minutes sees three in one and two in the next, and no alarm.")
    edge = make_failures("203.0.113.77", [0, 20, 60])
    expect([row["alarm"] for row in as_alarms(brute_force(make_log(edge), limit=3, window=60))], [60.0], "60 − 0 is 60, and exactly 60 seconds is still inside.")
    late = make_failures("203.0.113.77", [0, 20, 61])
    expect(as_alarms(brute_force(make_log(late), limit=3, window=60)), [], "61 − 0 is more than 60.")
### BEGIN HIDDEN TESTS
with check("The window may begin at any failure, at each setting"):
    a = "198.51.100.201"
    slow = make_failures(a, range(0, 4000, 80))
    expect(as_alarms(brute_force(make_log(slow))), [], "One failure in 80 seconds: never five within 300.")
    expect([row["alarm"] for row in as_alarms(brute_force(make_log(slow), window=320))], [320.0], "Here the window has 320 seconds, and five failures take exactly that. The address stands there once, with its first alarm.")
    later = make_failures(a, [0, 100, 500, 900, 1000, 1100, 1150, 1199.5])
    expect([row["alarm"] for row in as_alarms(brute_force(make_log(later)))], [1199.5], "The first group of five within 300 seconds is from 900 to 1199.5.")
    exact = make_failures(a, [1000.5, 1100, 1200, 1300, 1300.5])
    expect([row["alarm"] for row in as_alarms(brute_force(make_log(exact)))], [1300.5], "Exactly 300 seconds is inside.")
    expect(as_alarms(brute_force(make_log(make_failures(a, [1000.5, 1100, 1200, 1300, 1300.75])))), [], "300.25 seconds is outside.")
    expect([row["alarm"] for row in as_alarms(brute_force(make_log(make_failures(a, [7] * 5))))], [7.0], "Five at the same moment are within the window, too.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_brute_opened", "grade": true, "points": 1}
with check("“opened” is the first success after the alarm, or None"):
    tries = make_failures("203.0.113.77", [0, 20, 40, 50])
    expect(opened_by(brute_force(make_log([*tries, (45, "203.0.113.77", "ali", True)]), limit=3, window=60), "203.0.113.77"), "ali", "The alarm is at 40, and ali's success at 45 comes after it.")
    expect(opened_by(brute_force(make_log([*tries, (30, "203.0.113.77", "ali", True)]), limit=3, window=60), "203.0.113.77"), "nothing was opened", "The success at 30 comes before the alarm at 40. It is not its consequence.")
### BEGIN HIDDEN TESTS
with check("Whoever is opened, however late, and only from the same address"):
    a, b = "198.51.100.201", "203.0.113.9"
    tries = make_failures(a, [10, 20, 30, 40, 50], "devi")
    for more, opened, why in [
        ([(60, a, "ong", True), (70, a, "devi", True)], "ong", "The first success after the alarm counts, whichever user it is."),
        ([(70, a, "devi", True), (60, a, "ong", True)], "ong", "The first by time, however the rows stand."),
        ([(5, a, "devi", True), (45, a, "devi", True), (9000, a, "lim", True)], "lim", "Only successes after the alarm count, however much later they come."),
        ([(50, a, "devi", True)], "nothing was opened", "A success at the very time of the alarm is not after it."),
        ([(60, b, "devi", True)], "nothing was opened", "This success comes from another address."),
        ([(60, a, "devi", False), (70, a, "siti", True)], "siti", "A failure opens nothing; the success at 70 does."),
        ([], "nothing was opened", "There is no success: opened is None, and the address still stands on the list."),
    ]:
        expect(opened_by(brute_force(make_log(tries + more)), a), opened, why)
        expect(len(as_alarms(brute_force(make_log(tries + more)))), 1, "One address raises an alarm here.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_brute_order", "grade": true, "points": 1}
with check("Each address once, with its first alarm, and the earliest alarm first"):
    rows = make_failures("192.0.2.9", [500, 510, 520, 530, 540]) + make_failures("203.0.113.90", range(0, 100, 10))
    wanted = [{"src": "203.0.113.90", "alarm": 40.0, "opened": None}, {"src": "192.0.2.9", "alarm": 540.0, "opened": None}]
    expect(as_alarms(brute_force(make_log(rows))), wanted, "203.0.113.90 failed ten times and raised its alarm at the fifth, at 40; it stands there once, and before the other.")
### BEGIN HIDDEN TESTS
with check("The rows of the log may come in any order"):
    a, b, c = "198.51.100.201", "203.0.113.9", "2001:db8:7::4"
    rows = make_failures(a, [300, 320, 340, 360, 380, 400]) + make_failures(b, [0, 10, 20, 5000, 5010, 5020, 5030, 5040])
    rows += make_failures(c, [100, 110, 120, 130, 140.5, 9000, 9001, 9002, 9003, 9004]) + [(150, c, "zul", True), (9100, c, "ong", True)]
    wanted = [{"src": c, "alarm": 140.5, "opened": "zul"}, {"src": a, "alarm": 380.0, "opened": None}, {"src": b, "alarm": 5040.0, "opened": None}]
    for order in (rows, rows[::-1], sorted(rows, key=lambda row: row[0] * 7919 % 101)):
        expect(as_alarms(brute_force(make_log(order))), wanted, "Three addresses, each with its first alarm, in the order of the alarms, however the rows of the log stand.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# Who guessed, and what was opened
with explore("Who guessed passwords", "Task 3"):
    rows = []
    for row in own_alarms():
        mine = log[log["src"] == row["src"]]
        rows.append({"address": who(row["src"]), "failures": int((~mine["ok"]).sum()), "users named": mine[~mine["ok"]]["user"].nunique(), "alarm": clock(row["alarm"]), "opened": row["opened"] or "nothing"})
    show_table(rows)

# %% [markdown]
"""
**What to look for.** Four addresses. The loudest, with 48 failures, opened nothing. **203.0.113.77** is here again, the quiet one: six failures with three names, three before 21:35 and three after it, and then `finance.clerk` was open. This is
how a *valid account* falls into other hands, and from then on nothing looks like an attack any more.

The other two are a **gateway** each. Behind one are our own counters, behind the other the customers of a telephone company: several people mistyped within five minutes, and then somebody logged in. *An account that was opened after an alarm is
a question, and no proof.*

## Task 4 · Whom to block (3 points)

Write `block_list(found, allow)`. `found` is a list of addresses (some stand there twice); `allow` is a list of addresses and networks that are never blocked. It gives back the addresses of `found` that **no entry** of `allow` holds,

- each **once**, **in the order** in which they first stand in `found`;
- an entry is a single address, or a network such as `"192.0.2.0/28"`: the addresses from 192.0.2.0 to 192.0.2.15, **as numbers and not as text**;
- addresses are **IPv4 or IPv6**, in one list; an IPv4 network holds no IPv6 address;
- where `allow` is **empty**, nobody is spared. `found` stays as it is.

| `found` | `allow` | answer |
|---|---|---|
| `["203.0.113.9", "192.0.2.8", "203.0.113.9"]` | `["192.0.2.0/28"]` | `["203.0.113.9"]` |
| `["192.0.2.80", "192.0.2.8"]` | `["192.0.2.8"]` | `["192.0.2.80"]` |

<details><summary>Hint 1: the idea</summary>

Go through the addresses. Keep one if it is new and lies in none of the networks.
</details>

<details><summary>Hint 2: the tool</summary>

`ip_address("192.0.2.8") in ip_network("192.0.2.0/28")` is true. `ip_network("192.0.2.8")` is a network with one address. `any(...)` is true if one of many is true.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each ____.

```python
    blocked = []
    for address in found:
        spared = any(ip_address(____) in ip_network(entry) for entry in allow)
        if not spared and address not in ____:
            blocked.append(address)
    return blocked
```
</details>
"""

# %% nbgrader={"grade_id": "block_list", "solution": true}
def block_list(found, allow):
    """The addresses of found that no entry of allow holds, each once, in their order.

    block_list(["203.0.113.9", "192.0.2.8"], ["192.0.2.0/28"]) -> ["203.0.113.9"]
    """
    ### BEGIN SOLUTION
    blocked = []
    for address in found:
        spared = any(ip_address(address) in ip_network(entry) for entry in allow)
        if not spared and address not in blocked:
            blocked.append(address)
    return blocked
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_block_allow", "grade": true, "points": 1}
with check("Who is on the allow-list is not blocked, as an address or in a network"):
    expect(as_addresses(block_list(["203.0.113.66", "192.0.2.1", "192.0.2.8"], ["192.0.2.0/28"])), ["203.0.113.66"], "192.0.2.1 and 192.0.2.8 lie in the network 192.0.2.0/28. Block the gateway, and no counter can work.")
    expect(as_addresses(block_list(["192.0.2.80", "192.0.2.8"], ["192.0.2.8"])), ["192.0.2.80"], "192.0.2.80 begins with the same signs as 192.0.2.8, but is another address.")
### BEGIN HIDDEN TESTS
with check("Networks of any size, several entries, and addresses as numbers"):
    found = [f"10.0.{n}.{m}" for n in (1, 10, 2) for m in (15, 16, 31, 32)]
    before = list(found)
    expect(as_addresses(block_list(found, ["10.0.1.0/24"])), found[4:], "10.0.1.0/24 is from 10.0.1.0 to 10.0.1.255. 10.0.10.15 begins with the same signs, but lies outside.")
    expect(as_addresses(block_list(found, ["10.0.1.16/28", "10.0.10.0/24", "10.0.2.32"])), ["10.0.1.15", "10.0.1.32", "10.0.2.15", "10.0.2.16", "10.0.2.31"], "A /28 has sixteen addresses: here from 10.0.1.16 to 10.0.1.31. One entry of several is enough.")
    expect(as_addresses(block_list(found, ["172.16.0.0/12", "10.0.0.0/16"])), [], "10.0.0.0/16 holds all of them.")
    expect_unchanged(found, before, "the list of addresses")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_block_once", "grade": true, "points": 1}
with check("Each address stands there once, in the order of “found”"):
    found = ["203.0.113.77", "203.0.113.9", "203.0.113.77", "203.0.113.66", "203.0.113.9"]
    expect(as_addresses(block_list(found, ["192.0.2.0/28"])), ["203.0.113.77", "203.0.113.9", "203.0.113.66"], "Two addresses were found twice. One rule for each is enough, in the order in which they first stand there.")
### BEGIN HIDDEN TESTS
with check("This holds for other lists, and for an empty one"):
    found = ["198.51.100.9", "198.51.100.100", "198.51.100.20", "198.51.100.9", "198.51.100.100", "198.51.100.3"]
    before = list(found)
    expect(as_addresses(block_list(found, ["198.51.100.20"])), ["198.51.100.9", "198.51.100.100", "198.51.100.3"], "198.51.100.20 is spared; each other address stands there once, and nothing is sorted.")
    expect(as_addresses(block_list(found[::-1], ["198.51.100.20"])), ["198.51.100.3", "198.51.100.100", "198.51.100.9"], "The order is that of found.")
    expect(as_addresses(block_list([], ["198.51.100.20"])), [], "Nobody was found: nobody is blocked.")
    expect_unchanged(found, before, "the list of addresses")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_block_kinds", "grade": true, "points": 1}
with check("IPv6 addresses are treated alike, and an empty allow-list spares nobody"):
    found = ["2001:db8:66::5", "203.0.113.66", "2001:db8:51::20"]
    expect(as_addresses(block_list(found, ["192.0.2.0/28", "2001:db8:51::/48"])), ["2001:db8:66::5", "203.0.113.66"], "2001:db8:51::20 lies in the network 2001:db8:51::/48; the other two lie in none.")
    expect(as_addresses(block_list(found, [])), found, "There is no allow-list: all of them are blocked.")
### BEGIN HIDDEN TESTS
with check("Other IPv6 networks, next to IPv4"):
    found = ["2001:db8:a::1", "10.1.1.1", "2001:db8:ab::1", "2001:db8:a:1::9", "10.1.1.1", "2001:db8:a::1"]
    expect(as_addresses(block_list(found, ["2001:db8:a::/64"])), ["10.1.1.1", "2001:db8:ab::1", "2001:db8:a:1::9"], "Only 2001:db8:a::1 lies in 2001:db8:a::/64.")
    expect(as_addresses(block_list(found, ["10.0.0.0/8", "2001:db8:ab::1"])), ["2001:db8:a::1", "2001:db8:a:1::9"], "A network of one kind holds no address of the other.")
    expect(as_addresses(block_list(found, ["0.0.0.0/0"])), ["2001:db8:a::1", "2001:db8:ab::1", "2001:db8:a:1::9"], "0.0.0.0/0 is all of IPv4, and nothing of IPv6.")
    expect(as_addresses(block_list(["::c000:208"], ["192.0.2.0/28"])), ["::c000:208"], "As a number this IPv6 address is that of 192.0.2.8, but it is another address.")
    expect(as_addresses(block_list(found[:2], [])), found[:2], "An empty allow-list spares nobody.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# The block list, and who would be shut out with it
with explore("The block list", "Tasks 2, 3 and 4"):
    rows = []
    for address in own_blocked(own_scanners(own_knocks()), own_alarms()):
        mine = log[(log["src"] == address) & log["ok"]]
        rows.append({"to block": who(address), "logins that succeeded": len(mine), "of people": mine["user"].nunique()})
    show_table(rows)

# %% [markdown]
"""
**What to look for.** Five addresses. Blocking four of them hurts nobody who pays. Behind the fifth, the telephone company's, **61 citizens** logged in within this one hour, and three hours are left until midnight.

## Task 5 · How good is the list? (3 points)

A week later the security team knows who the attackers were: six addresses, in `truth`. Write `precision_recall(found, truth)`. It gives back **two numbers**, precision and recall, **in this order**:

- **precision**: of the addresses that were *found*, the share that are truly attackers;
- **recall**: of the true attackers, the share that were *found*.
- `found` and `truth` are lists or sets; an address that stands there **twice counts once**, and their order does not matter.
- Where **nothing was found**, nobody was accused wrongly: precision is `1.0`. Where there are **no attackers**, nobody was missed: recall is `1.0`.

| `found` | `truth` | answer |
|---|---|---|
| `["a", "b", "c", "d"]` | `["a", "b", "e"]` | `(0.5, 0.6666…)` |
| `[]` | `["a"]` | `(1.0, 0.0)` |

<details><summary>Hint 1: the idea</summary>

Three numbers are needed: how many were found, how many are true, and how many are both. Divide the last by the first, and by the second. Ask before you divide by 0.
</details>

<details><summary>Hint 2: the tool</summary>

`set(found)` is without repeats. `set(found) & set(truth)` is what stands in both. `a if condition else b` chooses one of two.
</details>

<details><summary>Hint 3: nearly the code</summary>

Replace each ____.

```python
    found, truth = set(found), set(truth)
    both = len(found & ____)
    precision = both / len(____) if found else ____
    recall = both / len(____) if truth else 1.0
    return precision, recall
```
</details>
"""

# %% nbgrader={"grade_id": "precision_recall", "solution": true}
def precision_recall(found, truth):
    """Precision and recall of what was found, two numbers from 0 to 1.

    precision_recall(["a", "b", "c", "d"], ["a", "b", "e"]) -> (0.5, 0.6666…)
    """
    ### BEGIN SOLUTION
    found, truth = set(found), set(truth)
    both = len(found & truth)
    precision = both / len(found) if found else 1.0
    recall = both / len(truth) if truth else 1.0
    return precision, recall
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_precision", "grade": true, "points": 1}
with check("Precision: of what was found, the share that is true"):
    expect(as_two(precision_recall(["a", "b", "c", "d"], ["a", "b", "e"]))[0], 0.5, "Four were found, and two of them are true. Precision is the first of the two numbers.")
    expect(as_two(precision_recall(["a", "b", "a", "a"], ["a"]))[0], 0.5, "“a” was found three times, and counts once.")
### BEGIN HIDDEN TESTS
with check("This holds for other lists and for sets, and the inputs are left as they were"):
    found, true = ["203.0.113.5", "203.0.113.6", "203.0.113.5", "2001:db8::9"], ["203.0.113.6", "203.0.113.7", "203.0.113.7"]
    before = list(found), list(true)
    expect(as_two(precision_recall(found, true))[0], 1 / 3, "Three different addresses were found, and one of them is true, wherever it stands.")
    expect(as_two(precision_recall(set(found), set(true)))[0], 1 / 3, "A set is as good as a list.")
    expect(as_two(precision_recall(found[::-1], true[::-1]))[0], 1 / 3, "The order does not matter.")
    expect(as_two(precision_recall(["x"], ["y"]))[0], 0.0, "What was found is not true.")
    expect(as_two(precision_recall(list("abc"), list("cabd")))[0], 1.0, "All that were found are true.")
    expect([found, true], [before[0], before[1]], "Your function changed the lists that it was given. Work on a copy.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_recall", "grade": true, "points": 1}
with check("Recall: of what is true, the share that was found"):
    expect(as_two(precision_recall(["a", "b", "c", "d"], ["a", "b", "e"]))[1], 2 / 3, "Three are true, and two of them were found. Recall is the second of the two numbers.")
    expect(as_two(precision_recall(["a"], ["b", "a", "b", "b"]))[1], 0.5, "“b” stands in the truth three times, and counts once.")
### BEGIN HIDDEN TESTS
with check("This holds for other lists and for sets"):
    found, true = ["203.0.113.5", "203.0.113.6", "203.0.113.5", "2001:db8::9"], ["203.0.113.6", "203.0.113.7", "203.0.113.7", "203.0.113.8", "203.0.113.10"]
    expect(as_two(precision_recall(found, true))[1], 0.25, "Four different addresses are true, and one of them was found.")
    expect(as_two(precision_recall(set(found), tuple(true)))[1], 0.25, "A set or a tuple is as good as a list.")
    expect(as_two(precision_recall(list("abcdef"), list("ca")))[1], 1.0, "All that are true were found.")
    expect(as_two(precision_recall(["x"], ["y"]))[1], 0.0, "What is true was not found.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_score_empty", "grade": true, "points": 1}
with check("Where nothing was found, precision is 1.0; where nothing is true, recall is 1.0"):
    expect(as_two(precision_recall([], ["a"])), [1.0, 0.0], "Nothing was found: nobody was accused wrongly, and the one attacker was missed.")
    expect(as_two(precision_recall(["a"], [])), [0.0, 1.0], "There was no attacker: the one accusation is false, and nobody was missed.")
### BEGIN HIDDEN TESTS
with check("Also where both are empty, and for empty sets"):
    expect(as_two(precision_recall([], [])), [1.0, 1.0], "Nobody was accused, and nobody was missed.")
    expect(as_two(precision_recall(set(), {"x", "y"})), [1.0, 0.0], "Nothing was found.")
    expect(as_two(precision_recall(["x", "x"], set())), [0.0, 1.0], "There was no attacker.")
### END HIDDEN TESTS

# %% [markdown]
"""
## The picture
"""

# %% tags=["explore", "folded", "picture"]
# The hour on one page
def verdict_of(address, blocked):
    """Found rightly, accused wrongly, missed, or none of these."""
    if address in truth:
        return "found" if address in blocked else "missed"
    return "false alarm" if address in blocked else "spared" if address in found_first else "others"


LOOKS = {
    "others": {"color": "#B6BDC6", "s": 5},
    "spared": {"color": COLOURS["green"], "s": 12},
    "false alarm": {"color": COLOURS["blue"], "s": 12},
    "missed": {"color": COLOURS["pink"], "s": 14},
    "found": {"color": COLOURS["red"], "s": 12},
}
with explore("The picture", "all tasks"):
    knocks, alarms = own_knocks(), own_alarms()
    pairs = own_scanners(knocks)
    found_first = {src for src, _ in pairs} | {row["src"] for row in alarms}
    blocked = own_blocked(pairs, alarms)
    precision, recall = own_score(blocked)
    fig, (doors, logins) = plt.subplots(2, 1, figsize=(10, 7.2), sharex=True, height_ratios=[2.2, 1])
    minutes = (knocks["time"] - log["time"].min()) / 60
    verdicts = knocks["src"].map(lambda address: verdict_of(address, blocked))
    for name, look in LOOKS.items():
        mine = verdicts == name
        doors.scatter(minutes[mine], knocks["port"][mine], label=name, zorder=2 + list(LOOKS).index(name), **look)
    for address in truth:
        part = knocks[knocks["src"] == address]
        if len(part):
            at = (part["time"].median() - log["time"].min()) / 60
            colour = LOOKS[verdict_of(address, blocked)]["color"]
            doors.annotate(address, (at, part["port"].max()), xytext=(0, 7), textcoords="offset points", fontsize=8.5, ha="center", color=colour)
    doors.set(yscale="log", ylabel="port", ylim=(2, 200000))
    doors.set_yticks([22, 80, 443, 3306, 8080, 50000], ["22", "80", "443", "3306", "8080", "50000"])
    doors.minorticks_off()
    doors.set_title(f"Knocks in one hour: precision {precision:.0%}, recall {recall:.0%}")
    doors.legend(ncols=5, loc="lower center", bbox_to_anchor=(0.5, 0.985), fontsize=9, markerscale=1.6, columnspacing=1, handletextpad=0.1)
    doors.set_title(doors.get_title(loc="left"), pad=26)
    for line, row in enumerate(reversed(alarms)):
        mine = log[log["src"] == row["src"]]
        at = (mine["time"] - log["time"].min()) / 60
        colour = LOOKS[verdict_of(row["src"], blocked)]["color"]
        logins.scatter(at[~mine["ok"]], [line] * int((~mine["ok"]).sum()), marker="x", s=28, color=colour)
        logins.scatter(at[mine["ok"]], [line] * int(mine["ok"].sum()), marker="o", s=14, color=COLOURS["black"])
    logins.set_yticks(range(len(alarms)), [row["src"] for row in reversed(alarms)])
    logins.set(ylim=(-0.6, len(alarms) - 0.4), xlim=(-1, 61), xticks=range(0, 61, 10))
    logins.set_xticklabels([f"21:{minute:02}" if minute < 60 else "22:00" for minute in range(0, 61, 10)])
    logins.set_title("Logins of those who raised an alarm: × failed, ● succeeded", fontsize=11)
    plt.show()

# %% [markdown]
"""
**What to look for.** Precision 80%: four of five accusations are right, and the fifth shuts out the telephone company's customers. Recall 67%: two of six were missed. **203.0.113.130** knocks once in 25 seconds, so that a minute holds three of its
doors; **203.0.113.140** knocks at one door of each of twenty machines, and a count for each pair never sees more than one. In the lower part, look at the row of 203.0.113.77: six crosses, one dot. The most dangerous visitor left the fewest marks.

## Live: move the threshold

Here only the *scanners* are judged (five of the six attackers scanned), by your Task 2, without those on the allow-list. Move the slider; then choose a longer window.

1. With the window at 60 seconds: how far down must you go to catch 203.0.113.130? Who is accused then?
2. With 600 seconds: is there a threshold that catches it and spares the bank?
"""

# %% tags=["explore", "folded"]
# The slider of the threshold: whom does each setting miss, and whom does it accuse wrongly?
def found_with(knocks, window, ports):
    """The sources that Task 2 finds with these settings; from the lab's own results where it is not finished."""
    try:
        return {src for src, _ in as_pairs(scanners(knocks, window=window, min_ports=ports))}
    except Exception:  # the checks of Task 2 have said what is wrong
        return {src for src, most in recorded["most ports"][str(window)].items() if most >= ports}


with explore("The slider of the threshold"):
    knocks = own_knocks()
    scanned = [address for address in truth if address != "203.0.113.90"]
    spared = [ip_network(entry) for entry in ALLOW]

    def threshold(window, different_ports):
        found = {src for src in found_with(knocks, window, different_ports) if not any(ip_address(src) in network for network in spared)}
        missed, wrong = [a for a in scanned if a not in found], sorted(found - set(scanned))
        fig, ax = plt.subplots(figsize=(9, 3.4))
        minutes = (knocks["time"] - log["time"].min()) / 60
        for name, chosen in {"others": set(knocks["src"]) - found - set(scanned), "false alarm": set(wrong), "missed": set(missed), "found": found & set(scanned)}.items():
            mine = knocks["src"].isin(chosen)
            ax.scatter(minutes[mine], knocks["port"][mine], label=f"{name}: {len(chosen)}" if name != "others" else None, **LOOKS[name])
        ax.set(yscale="log", ylabel="port", xlabel=f"minutes after nine o'clock\nmissed: {', '.join(missed) or 'nobody'}\nfalse alarms: {', '.join(who(a) for a in wrong[:3]) or 'none'}{' …' if len(wrong) > 3 else ''}")
        ax.set_title(f"{different_ports} doors within {window} seconds", fontsize=11)
        ax.legend(ncols=3, loc="upper right", bbox_to_anchor=(1, 1.16), fontsize=9)
        return fig

    live(
        threshold,
        window=Dropdown(options=[10, 60, 300, 600], value=60, description="seconds of the window"),
        different_ports=IntSlider(value=15, min=2, max=40, description="different ports"),
    )

# %% [markdown]
"""
With 60 seconds, 203.0.113.130 is caught only at three doors, and then the kiosk and the bank are accused, too. With 600 seconds it knocks at 25 doors and the bank at 30: **every threshold that catches it accuses the bank.** You could put
the bank on the allow-list. Then nobody would notice a break-in at the bank. And 203.0.113.140 is not caught at any setting: that needs another question, *one door of how many machines?*

## Live: scan your own server

The buttons build a **small network** inside this notebook: a laptop, a citizen's PC, a firewall and two servers of the portal, with real packets. Never scan a server without its owner's written permission. These are yours, and nothing gets out.

1. Press **Start the town**, then **Scan 30 ports**. Your own `to_frame` and `scanners` read the capture at the servers: do they find the laptop?
2. Press **20 visits of a citizen**: twenty knocks, always at one door. Is the citizen accused?
3. Press **Stop** and **Start the town** again, and **Scan 10 ports**. What does your rule say now?
4. Press **Give these rules to the firewall**: the laptop is blocked. **Scan 30 ports** again: what does the laptop hear, and what arrives? Then **20 visits of a citizen**: still served? Press **Stop** at the end.

*(Where a machine allows no such network, the same buttons replay a recording of one, and say so. On paper you see its packets.)*
"""

# %% tags=["explore", "folded"]
# The buttons of the range, and what they do.
def scan_many(town):
    return told(town.scan("laptop", "portal", MANY_PORTS))


def scan_few(town):
    return told(town.scan("laptop", "portal", FEW_PORTS))


def told(doors):
    """What the one who scans hears of each door, in words."""
    heard = {state: [str(port) for port, said in doors.items() if said == state] for state in ("open", "closed", "silent")}
    words = [f"{len(ports)} {state}{' (' + ', '.join(ports) + ')' if state == 'open' else ''}" for state, ports in heard.items() if ports]
    return "the laptop hears: " + ", ".join(words)


def citizen_visits(town):
    served = sum(town.get("citizen", "portal").ok for _ in range(20))
    return f"{served} of 20 visits were answered"


def what_arrives(seen):
    """The knocks at the servers by time and port, and whom Task 2 finds among them."""
    try:
        table = pd.DataFrame(as_rows(to_frame(seen)), columns=COLUMNS)
        pairs = as_pairs(scanners(table))
    except NotImplementedError:
        return HTML(f"<p>{len(seen)} packets have arrived. Finish Tasks 1 and 2 to see here whom your rule finds.</p>")
    knocks = table[table["knock"]]
    names, found = {host.addresses[0]: host.name for host in hosts}, {src for src, _ in pairs}
    fig, ax = plt.subplots(figsize=(8, 3.4))
    counts = []
    for src in sorted(set(knocks["src"])):
        part = knocks[knocks["src"] == src]
        ax.scatter(part["time"] - table["time"].min(), part["port"], s=16, color=COLOURS["red" if src in found else "blue"])
        counts.append(f"{names.get(src, src)} ({'red' if src in found else 'blue'}): {len(part)} knocks, {part['port'].nunique()} different port(s)")
    ax.set(xlabel="\n".join(["seconds", *counts]), ylabel="port", yscale="log", ylim=(4, 20000))
    verdict = ", ".join(f"{names.get(src, src)} → {names.get(dst, dst)}" for src, dst in pairs) or "nobody"
    ax.set_title(f"{len(seen)} packets have arrived; your rule finds: {verdict}", fontsize=11)
    return fig


with explore("The range"):
    town_panel(
        hosts,
        "services",
        {"Scan 30 ports": scan_many, "Scan 10 ports": scan_few, "20 visits of a citizen": citizen_visits},
        recorded=data_file("town.json"),
        rules=[{"action": "deny", "src": "203.0.113.66", "dst": "any", "port": "any"}, {"action": "allow", "src": "any", "dst": "any", "port": "any"}],
        show=what_arrives,
        still=scan_many,
    )

# %% [markdown]
"""
## Reflection: what would you tell your KSU? (4 points, marked by hand)

It is ten in the evening, two hours before the deadline. Your list holds five addresses, one of them the telephone company's. **Do you block now, or watch?** For which addresses, for how long, and who decides? Write to your
KSU in **120–200 words, in English or Malay**.

One point each:

1. You cite **your own output**: a table, a number or a picture of this notebook.
2. You name **a limit or a harm**: whom a block shuts out, or whom your rule does not see.
3. You name **an action with an owner** in your own ministry.
4. You name **the right clause**. Choose from: DE.AE, ID.RA, T1046, T1595, T1110, T1078.
"""

# %% [markdown] nbgrader={"grade_id": "reflection", "grade": true, "solution": true, "points": 4}
"""
**A model reflection.** KSU, I advise to block four of the five addresses now, until tomorrow noon, and not the fifth. My notebook found 203.0.113.77, which tried sixteen doors in 52 seconds and then guessed passwords; at 21:38 it
logged in as finance.clerk. That account must be locked tonight, and what it did be read: this is a valid account in other hands (T1078), after brute force (T1110). The fifth address is the telephone company's. Behind it 61 citizens logged in within the hour,
and a block would keep them from paying before midnight; there I would watch, and slow down repeated failures. A limit: my rule missed two of six attackers, one that knocks once in 25 seconds and one that tries a single door of many machines; a longer window would
also have accused our bank. Action: the ICT Security Officer of our Digital Division decides on blocks, with the finance duty officer beside her, writes down each with its end, and reviews the threshold on Monday against what was missed (NIST CSF 2.0, DE.AE).

**Rubric for the marker, a point each.** (1) A figure or finding from the officer's own notebook: an address, a count, precision or recall, what the range showed. (2) A limit or harm with somebody whom it hits: citizens behind one address, the bank, the slow scan and the sweep
that were missed, an account that was opened by an honest user. (3) An action and who in the officer's own ministry does it. (4) A clause that fits: DE.AE (events analysed), ID.RA (threats and likelihood weighed), T1595 or T1046 (the scanning), T1110 (the guessing), T1078 (the opened account). Blocking and
watching can each earn all four where the reasons are sound.
"""

# %% [markdown]
"""
## What we learned

- Busy is not suspicious. Different doors give a scan away, not many knocks.
- A window must slide: whoever cuts time into blocks misses what lies across a cut.
- Knocks count, answers do not; otherwise one's own server looks like an attacker.
- The loud ones are easily found. The quiet one got in.
- An allow-list spares the gateway, and is a blind spot as well.
- Every threshold has two prices: who is missed, and who is accused. Somebody must decide, and put a name to it.

## What it serves

| clause | what this lab has to do with it |
|---|---|
| NIST Cybersecurity Framework 2.0, DE.AE (adverse event analysis) | telling scans and guessing from a rush (Tasks 2 and 3), false alarms (Task 5) |
| NIST Cybersecurity Framework 2.0, ID.RA (risk assessment) | weighing a block against the harm that it does (Task 4) |
| MITRE ATT&CK T1595, Active Scanning | knocking from outside, before an attack |
| MITRE ATT&CK T1046, Network Service Discovery | the same from within: which services run where |
| MITRE ATT&CK T1110, Brute Force | guessing passwords |
| MITRE ATT&CK T1078, Valid Accounts | `finance.clerk` at 21:38: from then on the attacker is a user |

The NIST rows are worded as reported by others. Which law or circular allows a block, or asks for a report, is a question for your legal adviser; this lab teaches a method, and is not legal advice.

**Before you close:** run everything once from the top (menu *Run ▸ Restart Kernel and Run All Cells*), see that the cards are green, save, and submit.

**Next:** *Secrets leaving by DNS* (`net-3-dns-exfil`): what happens when somebody is already inside.
"""
