"""A day of an office's DNS lookups, made to order: for practice, for other days than the recorded one, and for tests.

What an office looks up is partly real (`background`) and partly made: names of content networks, blocklists of mail
servers, antivirus services and updates look odd and are harmless; a tunnel carries data out in the names themselves.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

START, END = 8 * 3600, 17 * 3600  # the office's day, in seconds since midnight
BASE32, HEX = "abcdefghijklmnopqrstuvwxyz234567", "0123456789abcdef"
OWN = ("portal.kota-seri.gov.my", "mail.kota-seri.gov.my", "hr.kota-seri.gov.my", "klinik.kota-seri.gov.my")


@dataclass(frozen=True)
class Tunnel:
    """Data that leave in DNS names.

    Attributes:
        parent: the registered name under which it runs.
        client: the address of the machine that sends.
        lookups: how many names it asks for.
        every: seconds from one to the next, about.
        signs: the shortest and the longest label that carries data.
        qtype: the kind of lookup.
        letters: the signs that data are written in.
    """

    parent: str
    client: str = "10.20.0.9"
    lookups: int = 180
    every: float = 12.0
    signs: tuple[int, int] = (40, 52)
    qtype: str = "TXT"
    letters: str = BASE32


@dataclass(frozen=True)
class Services:
    """Harmless services whose names look odd: each a registered name."""

    content: Sequence[str] = ("cdn-a.example",)  # short labels without sense, many of them
    blocklists: Sequence[str] = ("mail-guard.example",)  # the mail server asks for each sender's address
    scanners: Sequence[str] = ("av-check.example",)  # long fingerprints of files, few of them
    updates: Sequence[str] = ("softworks.example",)  # one name, as regular as a clock


def office_day(
    background: Sequence[str], tunnels: Sequence[Tunnel], *, seed: int, services: Services | None = None
) -> pd.DataFrame:
    """One day of lookups, in the order of time.

    Args:
        background: ordinary names, from which clients choose.
        tunnels: what leaves by DNS on that day.
        seed: the same gives the same day.
        services: the odd but harmless names.

    Returns:
        A row a lookup: time (seconds since midnight), client, query, qtype, parent (registered name), length and
        entropy (bits a sign) of what stands before the parent, and label ("tunnel" or "").
    """
    chance, services = random.Random(seed), services or Services()
    rows: list[tuple[float, str, str, str, str]] = []

    def ask(client: str, query: str, moment: float | None = None, qtype: str = "A", label: str = "") -> None:
        rows.append((chance.uniform(START, END) if moment is None else moment, client, query, qtype, label))

    ordinary = [*background, *OWN * 8]
    for client in (f"10.20.1.{n}" for n in range(11, 19)):
        for _ in range(45):
            ask(client, chance.choice(ordinary))
        for name in services.content:
            for _ in range(7):
                ask(client, f"d{_token(chance, 13, BASE32)}.{name}")
        for name in services.scanners:
            for _ in range(2):
                ask(client, f"{_token(chance, 32, HEX)}.{name}")
    for name in services.blocklists:
        for _ in range(160):
            ask("10.20.0.25", ".".join(str(chance.randint(1, 254)) for _ in range(4)) + f".bl.{name}")
    for name in services.updates:
        for step in range(54):
            ask("10.20.0.9", f"updates.{name}", START + 600 * step + chance.uniform(-2, 2) + 5)
    for tunnel in tunnels:
        moment = chance.uniform(START, max(START + 1.0, END - tunnel.lookups * tunnel.every * 1.1))
        for _ in range(tunnel.lookups):
            moment += tunnel.every * chance.uniform(0.88, 1.12)
            carried = _token(chance, chance.randint(*tunnel.signs), tunnel.letters)
            ask(tunnel.client, f"{carried}.t.{tunnel.parent}", moment, tunnel.qtype, "tunnel")
    return _table(rows)


def _table(rows: list[tuple[float, str, str, str, str]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["time", "client", "query", "qtype", "label"])
    table = table.sort_values("time", ignore_index=True).round({"time": 1})
    parents = [".".join(q.split(".")[-3 if q.endswith(".gov.my") else -2 :]) for q in table["query"]]
    before = [query[: -len(parent)].rstrip(".") for query, parent in zip(table["query"], parents, strict=True)]
    table.insert(4, "parent", parents)
    table.insert(5, "length", [len(text) for text in before])
    table.insert(6, "entropy", [round(_bits(text), 3) for text in before])
    return table


def _token(chance: random.Random, length: int, letters: str) -> str:
    return "".join(chance.choice(letters) for _ in range(length))


def _bits(text: str) -> float:
    """Shannon entropy in bits a sign (C. E. Shannon, A Mathematical Theory of Communication, 1948)."""
    return sum(-n / len(text) * math.log2(n / len(text)) for n in Counter(text).values()) if text else 0.0
