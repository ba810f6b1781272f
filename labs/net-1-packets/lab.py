# %% [markdown]
"""
# Reading the wire
### Membaca paket rangkaian

*Phase 1 · Week 1 · about 75 minutes · 16 points by automatic checks, 4 points for your reflection*

At the service centre of **Kota Seri** (a fictional town), officers at four counters log in every morning to the permit portal, a system from 2009 that "has always worked". The e-service that citizens use shows a padlock in the browser. The old portal does not.

The head of the centre asks you one question: **what could somebody on the same network read?** With her written approval, the network team has recorded two hours of traffic at the counters. Today you open that recording, packet by packet, and you draw this:

![Four counters in the middle. Thick blue lines, inside TLS, lead to the services on the right. Thin orange lines, which could be read, lead mostly to the office systems on the left, and three of them carry a login name: two to the old permit portal, one to the stock system.](data/finished.png)

*The thicker the line, the more bytes. Blue could not be read on the way, orange could, and where somebody's login was exposed, the line says so. You will make this picture from the recording yourself.*
"""

# %% [markdown]
"""
## What you will be able to do

- **Name** the layers of a packet, and say what each is for.
- **Follow** a connection from its handshake to its end, and see when it was refused.
- **Show**, with evidence, why a login needs TLS (the padlock in the browser).
- **Handle** what you find privately: a report that proves the problem and holds no password.

**How this notebook works.** Click into a grey cell and press **Shift + Enter** to run it; go from top to bottom. A green card ✔ means that a check has passed; a red card ✘ says what was asked, what came back, and why. You may try as often as you like. Nothing that you do here can break anything: the recording is a file, and no check looks at a real network.
"""

# %% [markdown]
"""
## Words / Istilah

| English | Bahasa Melayu | In plain words |
|---|---|---|
| packet | paket | A small parcel of data. A web page travels as dozens of them. |
| capture | tangkapan paket | A recording of all packets that passed one point. |
| layer | lapisan | An envelope inside another envelope; each is read by a different machine or program. |
| IP address | alamat IP | The number of a machine on the network: the address on the envelope. |
| port | port | The number of a program on that machine: the name of the desk. |
| TCP | TCP | Rules for a connection in which every byte is confirmed: a registered letter. |
| UDP | UDP | Rules for a single message without confirmation: a postcard. |
| DNS | DNS | The directory that turns a name into an IP address. It travels in UDP. |
| ARP | ARP | The call "who has this address?" inside one office. It never leaves the building. |
| handshake | jabat tangan | The three packets that open a TCP connection. |
| TLS | TLS | The encryption behind the padlock and the "s" of https. |
| payload | muatan | What is inside the innermost envelope: the data itself. |

*Istilah Bahasa Melayu: menunggu semakan.*
"""

# %% nbgrader={"grade_id": "setup", "locked": true}
# Run this cell once. It loads the tools and the recording; you need not read it.
import html
from urllib.parse import parse_qsl

import matplotlib.pyplot as plt
import networkx
import pandas as pd
from IPython.display import HTML, display

from futurefit.kit import COLOURS, check, data_file, expect, expect_unchanged, explore, style
from futurefit.kit.packets import (  # noqa: F401 - an answer may ask for any of these layers
    ARP,
    DNS,
    ICMP,
    IP,
    TCP,
    UDP,
    IPv6,
    addresses,
    is_tls,
    make_arp,
    make_dns,
    make_ping,
    make_tcp,
    make_udp,
    payload,
    peel,
    read_packets,
    show_packets,
)
from futurefit.kit.range import capture_panel

style()
packets = read_packets(data_file("counter.pcap"))
machines = pd.read_csv(data_file("machines.csv"), index_col="address")
names = machines["name"].to_dict()


# Two more kinds of packets for the checks.
def make_login(src, dst, form, dport=80):
    head = "POST /login HTTP/1.1\r\nHost: portal.example\r\n\r\n"
    return make_tcp(src, dst, (head + form).encode(), dport=dport)


def make_tls(src, dst, size, dport=443, kind=23):
    record = bytes([kind, 3, 3]) + (size - 5).to_bytes(2, "big") + b"\xd5" * (size - 5)
    return make_tcp(src, dst, record, dport=dport)


# What the checks compare: your result in one plain form, whichever form you chose.
def as_counts(result):
    return {name: int(n) for name, n in dict(result).items() if n} if hasattr(result, "items") else result


def as_pairs(result):
    """{(a, b): bytes} with each pair in one order; as it is where that would put two of your pairs into one."""
    if not hasattr(result, "items"):
        return result
    tidy = {pair if isinstance(pair, str) else tuple(sorted(pair)): int(n) for pair, n in result.items()}
    return tidy if len(tidy) == len(result) else dict(result.items())


def pairs_of(result):
    return sorted(as_pairs(result)) if hasattr(result, "items") else result


def total_of(result):
    return sum(as_pairs(result).values()) if hasattr(result, "items") else result


def as_records(result):
    rows = result.to_dict("records") if hasattr(result, "to_dict") else result
    return list(rows) if isinstance(rows, (list, tuple)) else rows


def as_logins(result):
    """The three things asked for, and never a password, since a failed check shows what came back."""
    rows = as_records(result)
    if not isinstance(rows, list):
        return None if rows is None else f"not a list (a {type(rows).__name__})"
    keys = ("src", "dst", "user")
    return [{k: row.get(k) for k in keys} if hasattr(row, "get") else f"a {type(row).__name__}, not a dictionary" for row in rows]


def attempt(call):
    """What a call gives, or its error as text, so that the check can say more about it."""
    try:
        return call()
    except (TypeError, IndexError) as error:
        return f"an error: {error}"


def names_of(result):
    logins = as_logins(result)
    return [row["user"] if isinstance(row, dict) else row for row in logins] if isinstance(logins, list) else logins


print(f"{len(packets)} packets are loaded.")

# %% [markdown]
"""
## First: open an envelope

A packet is an envelope inside an envelope inside an envelope. The network card reads the outermost one, **Ethernet**. Routers read the next one, **IP**: from which machine to which machine. The computer reads **TCP** or **UDP**: for which program. Only the program reads the **data**.

Run the next cell as it is. Then change the number `13` and run it again. Try **0** (a call for an address), **2** (a name is looked up), **7** (part of a handshake) and **33** (data inside TLS).

**What to look for:** which envelopes are there, and what you can read in the innermost one. This notebook replaces passwords by dots. The network did not: there they stood in full.
"""

# %% tags=["explore"]
number = 13

with explore("The opened packet"):
    display(peel(packets[number]))

# %% [markdown]
"""
Packet 13 is a login. The login name stands in the data, in plain text, for anybody on the way. Below is the whole conversation around it. `192.0.2.11` is the PC at Counter 1, and `192.0.2.80` the old portal. Change `first=0` to `first=56` to see another officer log in.
"""

# %% tags=["explore"]
with explore("The table of packets"):
    display(show_packets(packets, first=0, count=20))

# %% [markdown]
"""
## A worked example: who sends how much?

You will soon write small functions of your own. Here is a complete one, for a question that is not one of your tasks: *how many packets did each machine send?* Run it, then read the explanation below.
"""

# %%
def count_senders(packets):
    """How many packets each machine sent: {"192.0.2.11": 37, ...}."""
    counts = {}
    for packet in packets:
        ends = addresses(packet)
        if ends is not None:
            sender = ends[0]
            counts[sender] = counts.get(sender, 0) + 1
    return counts


count_senders(packets)

# %% [markdown]
"""
| Line | In words |
|---|---|
| `def count_senders(packets):` | Here begins a **function**, a named recipe. What it works on is handed to it in brackets: a list of packets. |
| `counts = {}` | An empty **dictionary**: a two-column table, of addresses and numbers, that we fill. |
| `for packet in packets:` | Do the indented lines once for each packet of the list. |
| `ends = addresses(packet)` | A helper of this lab. It gives the pair (sender, receiver), or `None` for a packet without IP addresses, such as ARP. |
| `if ends is not None:` | Only go on where there are addresses. |
| `sender = ends[0]` | The first of the pair. Counting starts at 0, so `ends[1]` is the receiver. |
| `counts.get(sender, 0) + 1` | The count so far, or 0 when this sender is new; plus one. |
| `return counts` | Hand the result back. A function without `return` hands back nothing. |

Your tasks look like this one: the frame is there, you write what stands between. Use the helpers of this lab wherever you like:

| You write | You get |
|---|---|
| `TCP in packet` | `True` if the packet has a TCP layer, else `False`. Also with `UDP`, `ARP`, `IP`, `IPv6`, `DNS`. |
| `addresses(packet)` | `("192.0.2.11", "192.0.2.80")`, sender and receiver, for IPv4 and IPv6; `None` if it has no IP address. |
| `len(packet)` | The size of the whole packet in bytes, envelopes included. |
| `payload(packet)` | The data that a TCP packet carries, as bytes; empty (`b""`) if it carries none. |
| `is_tls(packet)` | `True` if what it carries starts as TLS does, on whichever port. |
| `packet[TCP].flags` | The flags of a TCP packet. `"S" in packet[TCP].flags` asks for one of them. |
"""

# %% [markdown]
"""
## Task 1 · What kinds of packets are there? (3 points)

Before judging traffic, know what it consists of. Count each packet **once**, by how it travels: `"TCP"`, `"UDP"`, `"ARP"`, or `"other"` for anything else (a ping, for instance).

| These packets | Your function returns |
|---|---|
| two TCP, one DNS question, one ARP call, one ping | `{"TCP": 2, "UDP": 1, "ARP": 1, "other": 1}` |

A DNS question travels in UDP, so it counts as UDP. IPv6 packets count just as IPv4 packets do. A kind that does not occur may be 0 or left out. The four counts add up to the number of packets.

<details><summary>Hint 1: the idea</summary>

Keep four counters. Look at each packet, ask for TCP, then for UDP, then for ARP; what is none of these is "other". Add one to exactly one counter.
</details>
<details><summary>Hint 2: the tool</summary>

`TCP in packet` is `True` or `False`. Use `if … elif … elif … else`: only the first that fits is done, so that no packet is counted twice. You need not ask for DNS or for IPv6 at all.
</details>
<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    counts = {"TCP": 0, "UDP": 0, "ARP": 0, "other": 0}
    for packet in packets:
        if TCP in packet:
            counts["TCP"] = counts["TCP"] + 1
        elif ____ in packet:
            counts["UDP"] = counts["UDP"] + 1
        elif ____ in packet:
            counts["ARP"] = counts["ARP"] + 1
        else:
            counts["other"] = counts["other"] + 1
    return counts
```
</details>
"""

# %% nbgrader={"grade_id": "count_protocols", "solution": true}
def count_protocols(packets):
    """Count each packet once, as "TCP", "UDP", "ARP" or "other".

    Example: two TCP packets and a DNS question give {"TCP": 2, "UDP": 1, "ARP": 0, "other": 0}.
    """
    ### BEGIN SOLUTION
    counts = {"TCP": 0, "UDP": 0, "ARP": 0, "other": 0}
    for packet in packets:
        if TCP in packet:
            counts["TCP"] += 1
        elif UDP in packet:
            counts["UDP"] += 1
        elif ARP in packet:
            counts["ARP"] += 1
        else:
            counts["other"] += 1
    return counts
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_count_protocols_once", "grade": true, "points": 1}
with check("Every packet is counted once: as TCP, UDP, ARP or other"):
    small = [
        make_tcp("192.0.2.11", "192.0.2.80", b"hello"),
        make_udp("192.0.2.11", "192.0.2.123"),
        make_arp("192.0.2.11", "192.0.2.80"),
        make_tcp("192.0.2.80", "192.0.2.11"),
        make_ping("192.0.2.11", "192.0.2.80"),
    ]
    expect(
        as_counts(count_protocols(small)),
        {"TCP": 2, "UDP": 1, "ARP": 1, "other": 1},
        "Each packet adds one to exactly one counter, under the names TCP, UDP, ARP and other. If “other” is too large, "
        "you may need elif in place of if. If only one packet was counted, “return” stands too far to the right.",
    )
### BEGIN HIDDEN TESTS
with check("The same holds for other packets, in any order, and for an empty list"):
    client, server = "198.51.100.7", "203.0.113.9"
    fresh = [make_ping(client, server), make_ping(server, client), make_ping(client, server), make_arp(client, server)]
    fresh += [make_arp(server, client), make_tcp(client, server, flags="S")]
    fresh += [make_udp(client, server, dport=5000 + n) for n in range(4)]
    before = [bytes(p) for p in fresh]
    wanted = {"TCP": 1, "UDP": 4, "ARP": 2, "other": 3}
    why = "Count the packets that are handed to the function (its input), not the recording of the lab."
    expect(as_counts(count_protocols(fresh)), wanted, why)
    expect(as_counts(count_protocols(fresh[::-1])), wanted, "The order of the packets must not matter.")
    expect(as_counts(count_protocols(fresh[:6])), {"TCP": 1, "ARP": 2, "other": 3}, why)
    expect(as_counts(count_protocols([])), {}, "No packets: every count is 0, or there is none.")
    expect_unchanged([bytes(p) for p in fresh], before, "the list of packets")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_count_protocols_dns", "grade": true, "points": 1}
with check("A DNS question is counted as UDP, since that is how it travels"):
    small = [make_dns("192.0.2.11", "192.0.2.53"), make_tcp("192.0.2.11", "192.0.2.80")]
    expect(
        as_counts(count_protocols(small)),
        {"UDP": 1, "TCP": 1},
        "DNS is what stands inside the envelope; UDP is the envelope. Asking for UDP is enough.",
    )
### BEGIN HIDDEN TESTS
with check("This also holds for other names, and next to other UDP packets"):
    fresh = [make_dns("198.51.100.7", "203.0.113.53", name) for name in ("a.example", "b.example", "pay.example")]
    fresh += [make_udp("198.51.100.7", "203.0.113.9"), make_tcp("198.51.100.7", "203.0.113.9")]
    expect(as_counts(count_protocols(fresh)), {"UDP": 4, "TCP": 1}, "A DNS packet is neither lost nor counted twice.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_count_protocols_ipv6", "grade": true, "points": 1}
with check("IPv6 packets are counted like all others"):
    small = [make_tcp("2001:db8::1", "2001:db8::2"), make_udp("2001:db8::1", "2001:db8::2")]
    small += [make_tcp("192.0.2.11", "192.0.2.80")]
    expect(
        as_counts(count_protocols(small)),
        {"TCP": 2, "UDP": 1},
        "One of the two TCP packets comes in an IPv6 envelope. Ask for the TCP layer itself, not for what IP says.",
    )
### BEGIN HIDDEN TESTS
with check("IPv6 is no kind of its own: what matters is how the packet travels"):
    fresh = [make_ping("2001:db8:a::1", "2001:db8:a::2")]
    fresh += [make_tcp("2001:db8:a::1", "2001:db8:a::2", b"x" * n) for n in (1, 20, 300)]
    fresh += [make_udp("2001:db8:a::2", "2001:db8:a::1"), make_udp("198.51.100.7", "203.0.113.9")]
    expect(as_counts(count_protocols(fresh)), {"TCP": 3, "UDP": 2, "other": 1}, "A ping over IPv6 is “other” as well.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
with explore("The chart of the kinds of packets", "Task 1"):
    counts = pd.Series(as_counts(count_protocols(packets))).reindex(["TCP", "UDP", "ARP", "other"]).fillna(0)
    fig, ax = plt.subplots(figsize=(7, 2.4))
    bars = ax.barh(counts.index[::-1], counts.values[::-1], color=COLOURS["blue"])
    ax.bar_label(bars, fmt="%d", padding=4)
    ax.set_title("Most packets of the morning are parts of TCP connections")
    ax.set_xlabel("packets")
    ax.grid(axis="y", visible=False)
    plt.show()

# %% [markdown]
"""
## Task 2 · Who talks with whom, and how much? (4 points)

Add up the bytes of each pair of machines. A question and its answer belong to **one conversation**, so A → B and B → A are added together.

| Packets | Your function returns |
|---|---|
| 192.0.2.11 → 192.0.2.80, 100 bytes<br>192.0.2.80 → 192.0.2.11, 900 bytes<br>192.0.2.12 → 192.0.2.53, 80 bytes | `{("192.0.2.11", "192.0.2.80"): 1000,`<br>`("192.0.2.12", "192.0.2.53"): 80}` |

The two addresses of a pair stand in alphabetical order. The bytes are those of whole packets, `len(packet)`. Packets without IP addresses (ARP) are left out. All others count, so that no byte is lost.

<details><summary>Hint 1: the idea</summary>

As in the worked example, but the name under which you count is a *pair*. If you always write the pair in the same order, both directions land in the same place.
</details>
<details><summary>Hint 2: the tool</summary>

`tuple(sorted(ends))` puts a pair in alphabetical order: `("b", "a")` becomes `("a", "b")`. Add `len(packet)` where the worked example adds 1.
</details>
<details><summary>Hint 3: nearly the code</summary>

Replace the `____`.

```python
    totals = {}
    for packet in packets:
        ends = addresses(packet)
        if ends is not None:
            pair = tuple(sorted(ends))
            totals[pair] = totals.get(pair, 0) + ____
    return totals
```
</details>
"""

# %% nbgrader={"grade_id": "conversations", "solution": true}
def conversations(packets):
    """Bytes exchanged by each pair of machines, both directions together.

    Example: 100 bytes from 192.0.2.11 to 192.0.2.80 and 900 back give {("192.0.2.11", "192.0.2.80"): 1000}.
    """
    ### BEGIN SOLUTION
    totals = {}
    for packet in packets:
        ends = addresses(packet)
        if ends is not None:
            pair = tuple(sorted(ends))
            totals[pair] = totals.get(pair, 0) + len(packet)
    return totals
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_conversations_bytes", "grade": true, "points": 1}
with check("The bytes of each pair are added up"):
    small = [
        make_tcp("192.0.2.11", "192.0.2.80", b"x" * 46),
        make_udp("192.0.2.12", "192.0.2.53", b"y" * 38),
        make_tcp("192.0.2.11", "192.0.2.80", b"z" * 246),
    ]
    expect([len(p) for p in small], [100, 80, 300], "This check's own packets are damaged: run the set-up cell again.")
    expect(
        as_pairs(conversations(small)),
        {("192.0.2.11", "192.0.2.80"): 400, ("192.0.2.12", "192.0.2.53"): 80},
        "The packets have 100, 80 and 300 bytes. Add len(packet) to what the pair has so far: neither the number of "
        "packets nor only the last one.",
    )
### BEGIN HIDDEN TESTS
with check("The same holds for other machines, and for an empty list"):
    fresh = [make_udp("198.51.100.3", "203.0.113.5", b"a" * n) for n in (10, 200, 30)]
    fresh += [make_tcp("198.51.100.3", "203.0.113.6"), make_ping("198.51.100.4", "203.0.113.5")]
    before = [bytes(p) for p in fresh]
    sizes = [len(p) for p in fresh]
    wanted = {
        ("198.51.100.3", "203.0.113.5"): sum(sizes[:3]),
        ("198.51.100.3", "203.0.113.6"): sizes[3],
        ("198.51.100.4", "203.0.113.5"): sizes[4],
    }
    expect(as_pairs(conversations(fresh)), wanted, "Use the packets that are handed to the function, with their full size.")
    expect(as_pairs(conversations(fresh[::-1])), wanted, "The order of the packets must not matter.")
    expect(as_pairs(conversations([])), {}, "No packets: no conversations, so an empty dictionary.")
    expect_unchanged([bytes(p) for p in fresh], before, "the list of packets")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_conversations_both_ways", "grade": true, "points": 1}
with check("A question and its answer are one conversation: each pair stands once"):
    small = [make_tcp("192.0.2.11", "192.0.2.80"), make_tcp("192.0.2.80", "192.0.2.11", b"answer")]
    expect(
        pairs_of(conversations(small)),
        [("192.0.2.11", "192.0.2.80")],
        "A → B and B → A must be counted under the same name. Put the two addresses into one fixed order first.",
    )
### BEGIN HIDDEN TESTS
with check("This also holds when the answer was seen first, and among several machines"):
    a, b, c = "203.0.113.1", "198.51.100.2", "192.0.2.3"
    fresh = [make_tcp(a, b), make_udp(c, a), make_tcp(b, a), make_udp(a, c), make_tcp(b, c), make_tcp(b, a)]
    wanted = [(c, b), (c, a), (b, a)]
    why = "Here some answers come before their questions. Sort the two addresses, whoever spoke first."
    expect(pairs_of(conversations(fresh)), wanted, why)
    expect(pairs_of(conversations(fresh[2:4])), [(c, a), (b, a)], why)
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_conversations_no_address", "grade": true, "points": 1}
with check("Packets without IP addresses, such as ARP, are left out"):
    small = [make_arp("192.0.2.11", "192.0.2.80"), make_tcp("192.0.2.11", "192.0.2.80")]
    small += [make_arp("192.0.2.12", "192.0.2.53")]
    expect(
        attempt(lambda: pairs_of(conversations(small))),
        [("192.0.2.11", "192.0.2.80")],
        "An ARP call has no IP envelope: addresses(packet) gives None for it. Skip such packets, and do not stop at them.",
    )
### BEGIN HIDDEN TESTS
with check("Only ARP: there is no conversation"):
    fresh = [make_arp("198.51.100.3", "198.51.100.1"), make_arp("198.51.100.4", "198.51.100.1")]
    expect(attempt(lambda: as_pairs(conversations(fresh))), {}, "ARP calls alone make no conversation.")
    wanted = [("198.51.100.3", "203.0.113.5")]
    got = attempt(lambda: pairs_of(conversations([*fresh, make_udp("198.51.100.3", "203.0.113.5")])))
    expect(got, wanted, "The packet after the ARP calls must still be counted.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_conversations_total", "grade": true, "points": 1}
with check("No byte is lost: the totals add up to all packets with an IP address, IPv6 included"):
    small = [
        make_tcp("192.0.2.11", "192.0.2.80", b"question"),
        make_tcp("192.0.2.80", "192.0.2.11", b"answer" * 20),
        make_tcp("2001:db8::1", "2001:db8::2", b"over IPv6"),
    ]
    expect(
        total_of(conversations(small)),
        sum(len(p) for p in small),
        "The bytes of both directions count, and so do those of IPv6 packets.",
    )
### BEGIN HIDDEN TESTS
with check("The same holds for a longer exchange"):
    a, b, c, d = "203.0.113.1", "198.51.100.2", "2001:db8:7::1", "2001:db8:7::2"
    fresh = [make_tcp(a, b, b"x" * n) for n in (0, 7, 70)] + [make_tcp(b, a, b"y" * n) for n in (500, 900)]
    fresh += [make_udp(c, d, b"z" * 64), make_ping(d, c), make_tcp(d, c, b"w" * 320)]
    expect(total_of(conversations(fresh)), sum(len(p) for p in fresh), "Every packet with an IP address adds its full size to one conversation.")
    expect(sorted({tuple(sorted(pair)) for pair in pairs_of(conversations(fresh))}), [(b, a), (c, d)], "Two pairs of machines talk here.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
with explore("The chart of the largest conversations", "Task 2"):
    largest = sorted(conversations(packets).items(), key=lambda item: item[1])[-8:]
    labels = [" – ".join(names.get(a, a) for a in sorted(pair)) for pair, _ in largest]
    fig, ax = plt.subplots(figsize=(8, 3.2))
    bars = ax.barh(labels, [n for _, n in largest], color=COLOURS["blue"])
    ax.bar_label(bars, fmt="{:,.0f}", padding=4)
    ax.set_title("The eight largest conversations")
    ax.set_xlabel("bytes, both directions")
    ax.grid(axis="y", visible=False)
    plt.show()

# %% [markdown]
r"""
## Task 3 · Whose login could be read? (4 points)

A login form travels as text like this, in the payload of one TCP packet:

```
user=farid%40kota-seri.example&password=…
```

Often the form comes after some header lines and an **empty line**; sometimes it has a packet of its own. Write the finding as evidence should be: who, from where, to where. **Not the password.** It is not needed to prove the problem, and a report that holds passwords is the next leak.

| Payload of a packet from 192.0.2.11 to 192.0.2.80 | Your function returns |
|---|---|
| `POST /login HTTP/1.1` … *empty line* … `user=farid%40kota-seri.example&password=…` | `[{"src": "192.0.2.11", "dst": "192.0.2.80", "user": "farid@kota-seri.example"}]` |
| `GET /search?user=guide&page=1 HTTP/1.1` | `[]` (no password was sent) |

Report every packet whose form has **both** a `user` and a `password`, in the order of the packets, **on any port**. The name is to be readable: `%40` stands for `@`, and `+` for a space. Each entry has `src`, `dst` and `user`, and nothing else.

<details><summary>Hint 1: the idea</summary>

For each packet: turn its payload into text, keep what stands after the empty line (or all of it if there is none), read it as a form, and ask whether the form has both entries. Never ask for the port: a login on port 8080 is as exposed as one on port 80.
</details>
<details><summary>Hint 2: the tool</summary>

`payload(packet).decode(errors="replace")` gives text even where the bytes are not text. `text.split("\r\n\r\n")[-1]` is what stands after the empty line. `dict(parse_qsl(form))` reads a form into a dictionary, and decodes it: from `"user=a%40b&page=1"` it makes `{"user": "a@b", "page": "1"}`.
</details>
<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    found = []
    for packet in packets:
        text = payload(packet).decode(errors="replace")
        form = dict(parse_qsl(text.split("\r\n\r\n")[-1]))
        if "user" in form and ____ in form:
            src, dst = addresses(packet)
            found.append({"src": src, "dst": ____, "user": form["user"]})
    return found
```
</details>
"""

# %% nbgrader={"grade_id": "exposed_logins", "solution": true}
def exposed_logins(packets):
    """Logins that anybody on the way could read: a list of {"src": ..., "dst": ..., "user": ...}, without passwords.

    Example: a packet from 192.0.2.11 to 192.0.2.80 that carries "user=farid&password=..." gives
    [{"src": "192.0.2.11", "dst": "192.0.2.80", "user": "farid"}].
    """
    ### BEGIN SOLUTION
    found = []
    for packet in packets:
        text = payload(packet).decode(errors="replace")
        form = dict(parse_qsl(text.split("\r\n\r\n")[-1]))
        if "user" in form and "password" in form:
            src, dst = addresses(packet)
            found.append({"src": src, "dst": dst, "user": form["user"]})
    return found
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_exposed_logins_found", "grade": true, "points": 1}
with check("Every login is reported, and nothing else"):
    small = [
        make_tcp("192.0.2.11", "192.0.2.80", flags="S"),
        make_login("192.0.2.11", "192.0.2.80", "user=aminah&password=contoh-1"),
        make_tcp("192.0.2.80", "192.0.2.11", b"Welcome. Keep your user name and your password safe."),
    ]
    expect(
        as_logins(exposed_logins(small)),
        [{"src": "192.0.2.11", "dst": "192.0.2.80", "user": "aminah"}],
        "The second packet holds a form with user and password. The third only has the two words in a sentence.",
    )
### BEGIN HIDDEN TESTS
with check("The same holds for other packets: forms in a packet of their own, data that is not text, forms without a password"):
    a, b = "198.51.100.21", "203.0.113.30"
    fresh = [
        make_tcp(a, b, b"password=contoh-2&user=zul"),
        make_tcp(a, b, b"\x17\x03\x03\x00\x08\xff\xfe\xa1\xb2\xc3\xd4\xe5\xf6"),
        make_login(b, a, "user=guide&page=2"),
        make_login(b, a, "password=contoh-2&page=2"),
        make_tcp(b, a, b"HTTP/1.1 200 OK\r\n\r\nhow to choose a user name & a password"),
        make_login(b, a, "lang=ms&user=devi&password=contoh-3"),
        make_arp(a, b),
        make_login(a, b, "user=zul&password=contoh-2"),
    ]
    before = [bytes(p) for p in fresh]
    zul, devi = {"src": a, "dst": b, "user": "zul"}, {"src": b, "dst": a, "user": "devi"}
    why = "Look at each packet by itself: a form needs both a user and a password, may have other entries, may come without header lines, and a packet may hold bytes that are not text."
    expect(as_logins(exposed_logins(fresh)), [zul, devi, zul], why)
    expect(as_logins(exposed_logins([])), [], "No packets: an empty list.")
    expect_unchanged([bytes(p) for p in fresh], before, "the list of packets")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_exposed_logins_any_port", "grade": true, "points": 1}
with check("A login is found on any port"):
    small = [
        make_login("192.0.2.11", "192.0.2.80", "user=aminah&password=contoh-1", dport=8080),
        make_login("192.0.2.13", "192.0.2.90", "user=kaveetha&password=contoh-4", dport=8000),
    ]
    expect(
        names_of(exposed_logins(small)),
        ["aminah", "kaveetha"],
        "These two systems listen on ports 8080 and 8000. Old systems often use ports of their own, so look at what is "
        "carried and not at the port.",
    )
### BEGIN HIDDEN TESTS
with check("Also on a port that usually means encryption, and on one that nobody expects"):
    fresh = [make_login("198.51.100.4", "203.0.113.8", f"user=u{n}&password=contoh", dport=n) for n in (443, 21, 50123)]
    wanted = ["u443", "u21", "u50123"]
    expect(names_of(exposed_logins(fresh)), wanted, "Plain text on port 443 is still plain text.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_exposed_logins_decoded", "grade": true, "points": 1}
with check("The login name is readable: %40 is @, and + is a space"):
    small = [
        make_login("192.0.2.12", "192.0.2.80", "user=tan%40kota-seri.example&password=contoh-1"),
        make_login("192.0.2.13", "192.0.2.80", "user=Kaveetha+Raman&password=contoh-1"),
    ]
    expect(
        names_of(exposed_logins(small)),
        ["tan@kota-seri.example", "Kaveetha Raman"],
        "A form writes special signs as codes. parse_qsl turns them back, the + included.",
    )
### BEGIN HIDDEN TESTS
with check("Other signs, and letters beyond a to z, are decoded too"):
    fresh = [
        make_login("198.51.100.4", "203.0.113.8", "user=a%2Bb%26c&password=contoh-1"),
        make_login("198.51.100.4", "203.0.113.8", "user=Zo%C3%AB+binti+Ali&password=contoh-1"),
    ]
    wanted = ["a+b&c", "Zoë binti Ali"]
    expect(names_of(exposed_logins(fresh)), wanted, "Decode the name after taking the form apart.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_exposed_logins_no_password", "grade": true, "points": 1}
with check("The finding holds who and where, and no password"):
    small = [make_login("192.0.2.11", "192.0.2.80", "user=lim&password=contoh-5")]
    answer = exposed_logins(small)
    expect(names_of(answer), ["lim"], "The login of “lim” must be reported.")
    expect(
        "a password" if "contoh-5" in str(as_records(answer)) else "no password",
        "no password",
        "Your result holds the password. Leave it out: the name and the two addresses prove the problem.",
    )
    expect(
        sorted(as_records(answer)[0]),
        ["dst", "src", "user"],
        "Each entry has exactly src, dst and user. Evidence holds what is needed, and nothing more.",
    )
### BEGIN HIDDEN TESTS
with check("No password is returned in any form, also not for several logins"):
    forms = ["user=ong&password=contoh%266", "password=contoh-7&user=siti"]
    answer = exposed_logins([make_login("198.51.100.9", "203.0.113.8", form) for form in forms])
    expect(names_of(answer), ["ong", "siti"], "Both logins must be reported.")
    held = any(secret in str(as_records(answer)) for secret in ("contoh%266", "contoh&6", "contoh-7"))
    expect("a password" if held else "no password", "no password", "Leave the password out, encoded or not.")
    expect([sorted(row) for row in as_records(answer)], [["dst", "src", "user"]] * 2, "Only src, dst and user.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
with explore("The table of exposed logins", "Task 3"):
    table = pd.DataFrame(exposed_logins(packets))
    for column in ("src", "dst"):
        table[column] = [names.get(address, address) for address in table[column]]
    display(table.rename(columns={"src": "from", "dst": "to", "user": "login name"}))

# %% [markdown]
"""
Four logins in two hours, of three people, at two systems. One name was sent as `tan.wei.ming%40…`, so a search for `@` would have missed it; one system listens on port 8000, so a filter on port 80 would have missed it too. Note also what this table is: **personal data**. It belongs in the file of the case, and nowhere else.

## Task 4 · Did the connection come about? (3 points)

A TCP connection opens with three packets, the *handshake*:

| Step | From → to | Flags | In words |
|---|---|---|---|
| 1 | client → server | SYN (`S`) | "May I talk with you?" |
| 2 | server → client | SYN and ACK (`SA`) | "Yes. May I talk with you?" |
| 3 | client → server | ACK (`A`, not `S`) | "Yes." |

Return `True` if all three were seen **in this order** between the two machines, else `False`. A **reset** (flag `R`) from either of them before step 3 means refused: `False`. What comes after step 3 does not matter. Other machines' packets do not matter. Other flags may be set as well: modern machines add `E` and `C` to the first two (they offer a way to report congestion), and step 3 may already carry data (`P`).

The packets that are handed to you hold at most one connection between the two machines.

<details><summary>Hint 1: the idea</summary>

Look at the packets between the two machines one by one, and remember which step you are waiting for. When a packet is that step, wait for the next one. After the third, the connection is open. A reset before then ends it.
</details>
<details><summary>Hint 2: the tool</summary>

`flags = packet[TCP].flags`, then ask letter by letter: `"S" in flags and "A" not in flags`. Comparing the whole with `==` fails as soon as another flag is set. `addresses(packet) == (client, server)` asks for the direction. Note that a reset often has `A` set too: ask for `R` first.
</details>
<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    step = 1
    for packet in [p for p in packets if TCP in p and set(addresses(p)) == {client, server}]:
        s, a, r = [letter in packet[TCP].flags for letter in "SAR"]
        if r:
            return False
        if step == 1 and addresses(packet) == (client, server) and s and not a:
            step = 2
        elif step == 2 and addresses(packet) == (server, client) and ____:
            step = 3
        elif step == 3 and addresses(packet) == (client, server) and ____:
            return True
    return False
```
</details>
"""

# %% nbgrader={"grade_id": "handshake_ok", "solution": true}
def handshake_ok(packets, client, server):
    """Whether SYN, SYN-ACK and ACK were seen in this order between two machines, with no reset before the third.

    Example: flags S (client to server), SA (server to client), A (client to server) give True.
    """
    ### BEGIN SOLUTION
    step = 1
    for packet in [p for p in packets if TCP in p and set(addresses(p)) == {client, server}]:
        s, a, r = [letter in packet[TCP].flags for letter in "SAR"]
        if r:
            return False
        if step == 1 and addresses(packet) == (client, server) and s and not a:
            step = 2
        elif step == 2 and addresses(packet) == (server, client) and s and a:
            step = 3
        elif step == 3 and addresses(packet) == (client, server) and a and not s:
            return True
    return False
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_handshake_ok_order", "grade": true, "points": 1}
with check("True for the three steps in their order, else False"):
    pc, portal = "192.0.2.11", "192.0.2.80"
    syn, syn_ack, ack = make_tcp(pc, portal, flags="S"), make_tcp(portal, pc, flags="SA"), make_tcp(pc, portal, flags="A")
    expect(handshake_ok([syn, syn_ack, ack], pc, portal), True, "Here all three steps stand in their order.")
    expect(handshake_ok([syn, syn_ack], pc, portal), False, "The third step is missing.")
    expect(handshake_ok([ack, syn_ack, syn], pc, portal), False, "The three packets are there, but in the wrong order.")
### BEGIN HIDDEN TESTS
with check("The same holds for other machines, for each missing step, and when others talk in between"):
    me, you, other = "2001:db8:9::4", "2001:db8:9::5", "2001:db8:9::6"
    one, two, three = make_tcp(me, you, flags="S"), make_tcp(you, me, flags="SA"), make_tcp(me, you, flags="A")
    noise = [make_tcp(other, you, flags="S"), make_udp(me, you), make_tcp(you, other, flags="SA"), make_arp("192.0.2.1", "192.0.2.2")]
    whole = [noise[0], one, noise[1], two, noise[2], noise[3], three, make_tcp(me, you, b"hello")]
    before = [bytes(p) for p in whole]
    expect(handshake_ok(whole, me, you), True, "Packets of other machines, and packets that are not TCP, do not matter.")
    expect_unchanged([bytes(p) for p in whole], before, "the list of packets")
    expect(handshake_ok(whole, you, me), False, "Client and server are swapped: the SYN must come from the client.")
    expect(handshake_ok(whole, other, you), False, "The other machine never got an answer of its own.")
    for missing, rest in {"first": [two, three], "second": [one, three], "third": [one, two]}.items():
        expect(handshake_ok(rest, me, you), False, f"The {missing} step is missing.")
    expect(handshake_ok([one, three, two], me, you), False, "The ACK came before the SYN-ACK.")
    expect(handshake_ok([two, one, three], me, you), False, "The SYN-ACK came before the SYN.")
    expect(handshake_ok([one, two, make_tcp(other, you, flags="A")], me, you), False, "The ACK is of another machine.")
    expect(handshake_ok([one, two, make_tcp(you, me, flags="A")], me, you), False, "The third step is the client's.")
    expect(handshake_ok([one, make_tcp(me, you, flags="SA"), three], me, you), False, "The second step is the server's.")
    others = {
        "step 1 is the client's": [make_tcp(you, me, flags="S"), two, three],
        "step 1 needs S": [make_tcp(me, you, flags="P"), two, three],
        "step 1 is S without A": [make_tcp(me, you, flags="SA"), two, three],
        "step 2 needs A": [one, make_tcp(you, me, flags="S"), three],
        "step 2 needs S": [one, make_tcp(you, me, flags="A"), three],
        "step 3 needs A": [one, two, make_tcp(me, you, flags="P")],
        "step 3 is A without S": [one, two, make_tcp(me, you, flags="SA")],
    }
    for reason, seen in others.items():
        expect(handshake_ok(seen, me, you), False, f"Look at the table of steps: {reason}.")
    expect(handshake_ok([], me, you), False, "No packets: no connection.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_handshake_ok_reset", "grade": true, "points": 1}
with check("A reset before the third step means that the connection was refused"):
    pc, portal = "192.0.2.14", "192.0.2.80"
    syn, syn_ack, ack = make_tcp(pc, portal, flags="S"), make_tcp(portal, pc, flags="SA"), make_tcp(pc, portal, flags="A")
    expect(handshake_ok([syn, syn_ack, ack], pc, portal), True, "Here nobody resets: the connection is open.")
    expect(
        handshake_ok([syn, syn_ack, make_tcp(pc, portal, flags="RA")], pc, portal),
        False,
        "The client broke off with a reset (flags RA) in place of step 3. The A in RA is no step: ask for R first.",
    )
### BEGIN HIDDEN TESTS
with check("Whoever resets, and only before the third step"):
    me, you = "198.51.100.4", "203.0.113.8"
    one, two, three = make_tcp(me, you, flags="S"), make_tcp(you, me, flags="SA"), make_tcp(me, you, flags="A")
    late = [one, two, three, make_tcp(me, you, b"hello"), make_tcp(you, me, flags="RA")]
    expect(handshake_ok(late, me, you), True, "This reset comes after the third step, when the connection was open.")
    expect(handshake_ok([one, make_tcp(you, me, flags="RA"), three], me, you), False, "The server refused.")
    expect(handshake_ok([one, two, make_tcp(you, me, flags="R"), three], me, you), False, "Reset before step 3.")
    expect(handshake_ok([one, two, make_tcp(me, you, flags="R"), three], me, you), False, "Reset before step 3.")
    expect(handshake_ok([one, make_tcp(you, "198.51.100.5", flags="R"), two, three], me, you), True, "The reset is for another machine.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_handshake_ok_bits", "grade": true, "points": 1}
with check("Other flags next to S and A do not matter"):
    pc, portal = "192.0.2.11", "192.0.2.80"
    small = [make_tcp(pc, portal, flags="SEC"), make_tcp(portal, pc, flags="SAE"), make_tcp(pc, portal, flags="A")]
    expect(
        handshake_ok(small, pc, portal),
        True,
        "These machines also set E and C. Ask for each letter by itself, since “SEC” is not equal to “S”.",
    )
    expect(handshake_ok(small[:2], pc, portal), False, "Here the third step is missing.")
### BEGIN HIDDEN TESTS
with check("Also when the third step carries data already"):
    me, you = "198.51.100.4", "203.0.113.8"
    one, two = make_tcp(me, you, flags="SEC"), make_tcp(you, me, flags="SAE")
    three = make_tcp(me, you, b"GET / HTTP/1.1", flags="PA")
    expect(handshake_ok([one, two, three], me, you), True, "Flags PA hold the A of step 3; the P only says that data is here.")
    expect(handshake_ok([make_tcp(me, you, flags="S"), two, three], me, you), True, "Either side may set E or C.")
    expect(handshake_ok([one, three], me, you), False, "Here the second step is missing.")
    expect(handshake_ok([one, one, two], me, you), False, "The client asked twice, and the third step is missing.")
### END HIDDEN TESTS

# %% tags=["explore", "folded"]
# Two connections, one open and one refused.
def draw_ladder(ax, client, server, title):
    """The first packets between two machines, as arrows from one to the other."""
    shown = [p for p in packets if TCP in p and set(addresses(p)) == {client, server}][:4]
    for line, packet in enumerate(shown):
        right = addresses(packet)[0] == client
        flags = str(packet[TCP].flags)
        colour = COLOURS["red"] if "R" in flags else COLOURS["blue"]
        start, end = (0, 1) if right else (1, 0)
        ax.annotate("", (end, line + 0.35), (start, line), arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 2})
        ax.text(0.5, line + 0.02, f"{flags}", ha="center", va="bottom", color=colour, fontweight="bold")
    for side in (0, 1):
        ax.axvline(side, color=COLOURS["grey"])
    ax.set(xlim=(-0.3, 1.3), ylim=(4, -0.7), yticks=[], xticks=[0, 1])
    ax.set_xticklabels([names[client], names[server]])
    ax.xaxis.tick_top()
    ax.grid(visible=False)
    ax.spines["bottom"].set_visible(False)
    ax.spines["left"].set_visible(False)
    ax.set_title(title, fontsize=11, loc="center")


with explore("The picture of an open and of a refused connection", "Task 4"):
    old_portal = "192.0.2.80"
    fig, axes = plt.subplots(1, 2, figsize=(9, 3.6))
    for ax, counter, port in zip(axes, ("192.0.2.12", "192.0.2.14"), (8080, 443)):
        opened = handshake_ok(packets, counter, old_portal)
        draw_ladder(ax, counter, old_portal, f"Port {port}: {'the connection is open' if opened else 'refused'}")
    plt.show()

# %% [markdown]
"""
The right-hand picture is a finding of its own. Somebody at Counter 4 tried the portal with **https** (port 443), and the portal refused: it does not offer encryption at all. The officers at the counters have no safe way to use it.

## Task 5 · How much is encrypted? (2 points)

For the head of the centre you need one figure: of all bytes that TCP packets carried for programs (their payload), which share travelled inside TLS?

| Packets | Your function returns |
|---|---|
| 300 bytes of payload inside TLS, 100 bytes in plain text | `0.75` |
| no payload at all (or no packets) | `0.0` |

Count **bytes of payload**, not packets and not envelopes. And ask the packet, not its port: `is_tls(packet)`.

*An honest limit: the first bytes of a TLS connection are not secret. They usually name the website. "Inside TLS" hides what was said, and not always with whom.*

<details><summary>Hint 1: the idea</summary>

Two sums: the payload bytes of all packets, and those of the packets inside TLS. Divide the second by the first, unless the first is 0.
</details>
<details><summary>Hint 2: the tool</summary>

`len(payload(packet))` is 0 for packets without payload and for those that are not TCP, so you may add it up over all packets. `is_tls(packet)` is `True` or `False`.
</details>
<details><summary>Hint 3: nearly the code</summary>

Replace each `____`.

```python
    total = sum(len(payload(packet)) for packet in packets)
    inside = sum(len(payload(packet)) for packet in packets if ____)
    if total == 0:
        return 0.0
    return ____
```
</details>
"""

# %% nbgrader={"grade_id": "encrypted_share", "solution": true}
def encrypted_share(packets):
    """The share (0 to 1) of all TCP payload bytes that travelled inside TLS; 0.0 where there is no payload.

    Example: 300 bytes inside TLS and 100 bytes in plain text give 0.75.
    """
    ### BEGIN SOLUTION
    total = sum(len(payload(packet)) for packet in packets)
    inside = sum(len(payload(packet)) for packet in packets if is_tls(packet))
    if total == 0:
        return 0.0
    return inside / total
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_encrypted_share_bytes", "grade": true, "points": 1}
with check("The share is one of payload bytes"):
    small = [
        make_tls("192.0.2.11", "198.51.100.20", 300),
        make_tcp("192.0.2.11", "192.0.2.80", b"x" * 100),
        make_tcp("192.0.2.11", "192.0.2.80", flags="A"),
    ]
    expect(
        encrypted_share(small),
        0.75,
        "Of 400 bytes of payload, 300 are inside TLS. Count neither packets nor the bytes of the envelopes (len(packet)).",
    )
### BEGIN HIDDEN TESTS
with check("The same holds for other amounts, and it is 0.0 where nothing is carried"):
    a, b = "198.51.100.4", "203.0.113.8"
    fresh = [make_tls(a, b, 40), make_tls(b, a, 1000), make_tcp(a, b, b"plain" * 12, dport=8080), make_tcp(b, a, b"ok" * 50)]
    before = [bytes(p) for p in fresh]
    why = "Divide the payload bytes inside TLS by all payload bytes of the packets that are handed to the function."
    expect(encrypted_share(fresh), 1040 / 1200, why)
    expect(encrypted_share(fresh[::-1]), 1040 / 1200, "The order of the packets must not matter.")
    expect(encrypted_share(fresh[:2]), 1.0, "Here all payload is inside TLS.")
    expect(encrypted_share(fresh[2:]), 0.0, "Here no payload is inside TLS.")
    expect(encrypted_share([make_tcp(a, b, b"!")]), 0.0, "One byte of plain text: nothing is inside TLS.")
    expect(encrypted_share([make_tcp(a, b, flags="S"), make_arp(a, b)]), 0.0, "No payload at all: the share is 0.0.")
    expect(encrypted_share([]), 0.0, "No packets: the share is 0.0. Avoid dividing by zero.")
    expect_unchanged([bytes(p) for p in fresh], before, "the list of packets")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_encrypted_share_not_the_port", "grade": true, "points": 1}
with check("What counts is what the packet carries, and not its port"):
    small = [
        make_tls("192.0.2.14", "203.0.113.7", 600, dport=8443),
        make_tcp("192.0.2.11", "192.0.2.80", b"x" * 200, dport=443),
    ]
    expect(
        encrypted_share(small),
        0.75,
        "The payment service speaks TLS on port 8443, and here somebody sends plain text to port 443. Use is_tls(packet).",
    )
### BEGIN HIDDEN TESTS
with check("This also holds for other ports, for IPv6, and with UDP next to it, which does not count"):
    a, b = "2001:db8:3::1", "2001:db8:3::2"
    fresh = [make_tls(a, b, 250, dport=993), make_tls(a, b, 150, dport=80, kind=22), make_tcp(b, a, b"y" * 600, dport=443)]
    expect(encrypted_share(fresh), 0.4, "Ask each packet with is_tls, on every port.")
    others = [make_udp(a, b, b"u" * 500, dport=443), make_dns(a, b)]
    expect(encrypted_share(fresh + others), 0.4, "Only the payload of TCP packets counts; payload(packet) is empty for UDP.")
### END HIDDEN TESTS

# %% [markdown]
"""
## The picture for the head of the centre

This cell joins your answers: the width of a line from Task 2, its colour from Task 5, the warnings from Task 3.
"""

# %% tags=["explore", "folded", "picture"]
with explore("The picture for the head of the centre", "Tasks 2, 3 and 5"):
    exposed = pd.DataFrame(exposed_logins(packets), columns=["src", "dst", "user"])
    places = {address: (row.x, row.y) for address, row in machines.iterrows()}
    graph = networkx.Graph()
    for (a, b), total in as_pairs(conversations(packets)).items():
        between = [p for p in packets if TCP in p and set(addresses(p)) == {a, b}]
        if any(payload(p) for p in between):
            graph.add_edge(a, b, bytes=total, safe=encrypted_share(between) > 0.5)

    fig, ax = plt.subplots(figsize=(9, 5.2))
    for a, b, line in graph.edges(data=True):
        look = {"width": 1.5 + line["bytes"] / 2500, "edge_color": COLOURS["blue" if line["safe"] else "red"]}
        networkx.draw_networkx_edges(graph, places, [(a, b)], ax=ax, alpha=0.85, **look)
        users = {row.user for row in exposed.itertuples() if {row.src, row.dst} == {a, b}}
        if users:
            middle = [(places[a][i] + places[b][i]) / 2 for i in (0, 1)]
            word = f"{len(users)} login name{'s' if len(users) > 1 else ''} exposed"
            box = {"boxstyle": "round", "facecolor": "white", "edgecolor": COLOURS["red"]}
            ax.text(*middle, word, ha="center", va="center", fontsize=8.5, color=COLOURS["red"], bbox=box)
    networkx.draw_networkx_nodes(graph, places, node_size=120, node_color=COLOURS["black"], ax=ax)
    for machine in graph:
        x, y = places[machine]
        tidy = {"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.8}
        ax.text(x, y + 0.16, names[machine], ha="center", va="bottom", fontsize=10, bbox=tidy)
    ax.set_title(f"What could be read: {1 - encrypted_share(packets):.0%} of the bytes, and {len(exposed)} logins")
    ax.plot([], [], color=COLOURS["blue"], lw=4, label="inside TLS")
    ax.plot([], [], color=COLOURS["red"], lw=4, label="could be read on the way")
    ax.legend(loc="lower center", ncols=2)
    ax.set(xlim=(-0.3, 2.3), ylim=(-0.75, 4.6))
    ax.axis("off")
    plt.show()

# %% [markdown]
"""
Most of the bytes are safe, and yet the centre has a problem: 22% of the bytes is a small share, but the logins are in it. **A good average can hide the one line that matters.**

## Live: capture your own login

So far you have read a recording. Now make one. The buttons below build a **private network** inside this notebook: a counter PC, an old portal, a cable between them, and nothing else. It is real network traffic, but it has no connection to your office: you capture only yourself.

1. Press **Start capture**.
2. Type any login name (not a real one), leave **http**, and press **Log in**. The password is made up for you.
3. Press **Stop capture**, and read what was on the wire.
4. Do it again with **https**. What can you read now?

Whether the login name shows is decided by *your* Task 3, the share by *your* Task 5.
"""

# %% tags=["explore", "folded"]
# The buttons of the live capture, and what they show.
def what_was_seen(seen):
    """What the panel shows of a capture: the findings of Tasks 3 and 5, and the packets."""
    try:
        users = names_of(exposed_logins(seen))
        finding = f"exposed login: <b>{html.escape(', '.join(users))}</b>" if users else "<b>no login could be read</b>"
        finding += f"; {encrypted_share(seen):.0%} of the payload travelled inside TLS"
    except NotImplementedError:
        finding = "finish Tasks 3 and 5 to see the findings here"
    return HTML(f"<p>{len(seen)} packets were captured; {finding}.</p>{show_packets(seen)._repr_html_()}")


with explore("The capture of your own login"):
    capture_panel(what_was_seen, recorded=data_file("portal.pcap"))

# %% [markdown]
"""
## Reflection · What would you tell your KSU? (4 points, marked by a person)

The same tool that proved the problem can be used to spy on colleagues. In **120–200 words, in English or Bahasa Melayu**, write what you would tell your Secretary-General (KSU): **who may capture traffic in your ministry, on what authority, and what happens to the recording and to what was found?**

One point each:

| | The marker looks for |
|---|---|
| 1 | You **cite your own output**: a figure, a table or a picture that you made above. |
| 2 | You **name a limit or a harm**: what the capture cannot show, or whom it may hurt. |
| 3 | You propose **an action with an owner** in your own ministry (a unit or a post, and by when). |
| 4 | You name **the right clause** from the list below, where it fits. |
"""

# %% [markdown] nbgrader={"grade_id": "reflection", "grade": true, "solution": true, "points": 4}
"""
*A model reflection, for the marker.*

In two hours of traffic at the counters, my check found four logins of three officers that anybody on the network could read, three at the permit portal and one at the stock system, although 78% of the payload travelled inside TLS. The portal refused https altogether, so officers cannot protect themselves.

The capture has limits: it saw one office for one morning, and finding no login elsewhere proves nothing. It also holds what officers did at their desks. Kept too long or read by the wrong person, it would become a tool to watch staff.

I therefore propose that captures need the written approval of the Chief Digital Officer for a stated purpose, place and time; that two named officers of the ICT Division read them; that reports hold names but no passwords; and that recordings are deleted after 30 days. The ICT Division moves the portal behind TLS by the end of the quarter (NIST CSF 2.0, PR.DS-02), and the three officers change their passwords today. Legal advises which law allows the capture before the next one.

*Rubric, a point each: cites own output; names a limit or a harm; an action with an owner in own ministry; the right clause (PR.DS-02 or DE.CM, or T1040/T1557 as the threat that is met).*
"""

# %% [markdown]
"""
## What you learned

- A packet is envelopes within envelopes: Ethernet, IP, TCP or UDP, data. Each is read by somebody else.
- A connection opens with SYN, SYN-ACK, ACK; a reset refuses it.
- A port number is a habit and no proof: logins were exposed on ports 8080 and 8000, and TLS ran on port 8443.
- A login over http can be read by anybody on the way. Over https only the start of the connection can.
- Evidence needs who and where. It never needs the password.

## The clauses that this serves

| Framework | What it asks |
|---|---|
| NIST Cybersecurity Framework 2.0, **PR.DS-02** | The confidentiality, integrity and availability of data in transit are protected. |
| NIST Cybersecurity Framework 2.0, **DE.CM** (continuous monitoring) | Networks and other assets are monitored, to find what may be harmful. |
| MITRE ATT&CK **T1040**, Network Sniffing | What an intruder on your network would do: just what you did today, without approval. |
| MITRE ATT&CK **T1557**, Adversary-in-the-Middle | The next step: to stand between two machines, and to change what they say. |

*A framework says that networks are to be monitored; it does not say that you may. Which law, circular and approval allow a capture in your ministry is a question for your legal adviser, before the first packet.*

## What is next

In *Who is knocking?* (L05) you read 3,000 packets at a state portal before a deadline, and you tell a scan from a busy morning. Before you close this notebook: press **Ctrl + S** to save it, then submit the lab.
"""
