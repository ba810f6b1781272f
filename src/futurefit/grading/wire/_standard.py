"""Rules for what the standard library adds: exact numbers, dates and zones, paths, addresses, patterns."""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
import uuid
import warnings
import zoneinfo
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any

from ._common import BadEncoding, Plain
from ._tree import Decoder, Encoder, Node, decoder, encoder

LONGEST_FRACTION = 2**12  # bytes: making one takes a greatest common divisor, in quadratic time
LARGEST_EXPONENT = 100_000  # of a Decimal: int() of a larger one takes minutes
LONGEST_PATTERN = 10_000  # characters of all the patterns in a message: compiling takes time
FLAGS = int(re.A | re.I | re.L | re.M | re.S | re.X | re.U)


@encoder(Decimal)
def enc_decimal(coder: Encoder, value: Decimal) -> Node:
    sign, digits, exponent = Decimal.as_tuple(value)
    if isinstance(exponent, int) and abs(exponent) > LARGEST_EXPONENT:
        raise coder.refusal(value, "Return a number of ordinary size.", f"whose exponent is {exponent:,}")
    coder.spend(len(digits))
    return ["decimal", sign, "".join(map(str, digits)), exponent]


@decoder("decimal")
def _dec_decimal(reader: Decoder, node: list) -> Decimal:
    _, sign, digits, exponent = node
    if type(exponent) is int and abs(exponent) > LARGEST_EXPONENT:
        raise BadEncoding("a Decimal with a huge exponent")
    if type(digits) is not str or not digits.isascii():
        raise BadEncoding("a Decimal without digits")
    return Decimal((sign, tuple(map(int, digits)), exponent))


@encoder(Fraction)
def enc_fraction(coder: Encoder, value: Fraction) -> Node:
    parts = value.numerator, value.denominator
    if max(part.bit_length() for part in parts) > 8 * LONGEST_FRACTION:
        raise coder.refusal(value, "Return a float, or a simpler fraction.", "of more than 9,000 digits")
    return ["fraction", *(coder.node(part) for part in parts)]


@decoder("fraction")
def _dec_fraction(reader: Decoder, node: list) -> Fraction:
    _, above, below = node
    for part in (above, below):
        if type(part) is list and len(part[1]) > LONGEST_FRACTION + 1:
            raise BadEncoding("a Fraction of too many digits")
    return Fraction(reader.expect(above, int, "a numerator"), reader.expect(below, int, "a denominator"))


# Dates and zones


@encoder(dt.timedelta)
def enc_timedelta(coder: Encoder, value: dt.timedelta) -> Node:
    return ["timedelta", value.days, value.seconds, value.microseconds]


@decoder("timedelta")
def _dec_timedelta(reader: Decoder, node: list) -> dt.timedelta:
    return dt.timedelta(*_ints(node[1:]))


@encoder(dt.date)
def enc_date(coder: Encoder, value: dt.date) -> Node:
    return ["date", value.year, value.month, value.day]


@decoder("date")
def _dec_date(reader: Decoder, node: list) -> dt.date:
    return dt.date(*_ints(node[1:]))


@encoder(dt.time)
def enc_time(coder: Encoder, value: dt.time) -> Node:
    return ["time", zone_node(coder, value.tzinfo, None), value.fold, *_clock(value)]


@decoder("time")
def _dec_time(reader: Decoder, node: list) -> dt.time:
    hour, minute, second, micro = _ints(node[3:])
    return dt.time(hour, minute, second, micro, tzinfo=zone_of(node[1]), fold=node[2])


@encoder(dt.datetime)
def enc_datetime(coder: Encoder, value: dt.datetime) -> Node:
    zone = zone_node(coder, value.tzinfo, value)
    return ["datetime", zone, value.fold, value.year, value.month, value.day, *_clock(value)]


@decoder("datetime")
def _dec_datetime(reader: Decoder, node: list) -> dt.datetime:
    year, month, day, *clock = _ints(node[3:])
    hour, minute, second, micro = clock
    return dt.datetime(year, month, day, hour, minute, second, micro, tzinfo=zone_of(node[1]), fold=node[2])


@encoder(dt.timezone, zoneinfo.ZoneInfo)
def enc_zone(coder: Encoder, value: dt.tzinfo) -> Node:
    return ["zone", zone_node(coder, value, None)]


@decoder("zone")
def _dec_zone(reader: Decoder, node: list) -> dt.tzinfo | None:
    return zone_of(node[1])


def _clock(value: dt.time | dt.datetime) -> tuple[int, int, int, int]:
    return value.hour, value.minute, value.second, value.microsecond


def _ints(items: list) -> list[Any]:
    if not all(type(item) is int for item in items):
        raise BadEncoding("a date or time of something else than numbers")
    return items


def zone_node(coder: Encoder, zone: dt.tzinfo | None, moment: dt.datetime | None) -> Plain:
    """A time zone as plain data: by name, or as its distance from UTC.

    Args:
        moment: when; decides the distance of a zone that is neither fixed nor named (dateutil's, say).
    """
    if zone is None:
        return None
    name = getattr(zone, "key", None) or getattr(zone, "zone", None)
    if isinstance(name, str) and name in _zone_names():
        return str(name)
    try:
        offset = zone.utcoffset(moment)
        if offset is not None:
            label = zone.tzname(None) if type(zone) is dt.timezone else None
            return [offset.days, offset.seconds, offset.microseconds, label]
    except Exception:
        pass
    raise coder.refusal(zone, "Use datetime.timezone or zoneinfo.ZoneInfo.", "a time zone that has no name")


def zone_of(tree: Plain) -> dt.tzinfo | None:
    """The time zone of plain data. Raises BadEncoding and what `timezone` raises."""
    match tree:
        case None:
            return None
        case str():
            if tree not in _zone_names():  # before ZoneInfo sees it: it reads the file of that name
                raise BadEncoding("an unknown time zone")
            return zoneinfo.ZoneInfo(tree)
        case [int(days), int(seconds), int(micro), None | str() as label]:
            offset = dt.timedelta(days, seconds, micro)
            if not offset and label in (None, "UTC"):
                return dt.UTC
            default = dt.timezone(offset)
            return default if label in (None, default.tzname(None)) else dt.timezone(offset, label)
    raise BadEncoding("a time zone that is none")


@lru_cache(1)
def _zone_names() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


# Names and addresses


@encoder(uuid.UUID)
def enc_uuid(coder: Encoder, value: uuid.UUID) -> Node:
    return ["uuid", value.bytes]


@decoder("uuid")
def _dec_uuid(reader: Decoder, node: list) -> uuid.UUID:
    return uuid.UUID(bytes=node[1])


_PATHS: dict[str, Callable[[str], PurePath]] = {
    "Path": Path,
    "PurePosixPath": PurePosixPath,
    "PureWindowsPath": PureWindowsPath,
}


def enc_path(coder: Encoder, value: PurePath) -> Node:
    kind = "PureWindowsPath" if isinstance(value, PureWindowsPath) else "PurePosixPath"
    text = str(value)
    coder.spend(len(text))
    return ["path", "Path" if isinstance(value, Path) else kind, text]


@decoder("path")
def _dec_path(reader: Decoder, node: list) -> PurePath:
    return _PATHS[node[1]](node[2])


_ADDRESSES = {
    kind.__name__: kind
    for kind in (
        ipaddress.IPv4Address,
        ipaddress.IPv6Address,
        ipaddress.IPv4Network,
        ipaddress.IPv6Network,
        ipaddress.IPv4Interface,
        ipaddress.IPv6Interface,
    )
}


@encoder(*_ADDRESSES.values())
def _enc_address(coder: Encoder, value: Any) -> Node:
    return ["ip", type(value).__name__, str(value)]


@decoder("ip")
def _dec_address(reader: Decoder, node: list) -> Any:
    if type(node[2]) is not str or len(node[2]) > 200:
        raise BadEncoding("an address that is none")
    return _ADDRESSES[node[1]](node[2])


@encoder(re.Pattern)
def _enc_pattern(coder: Encoder, value: re.Pattern) -> Node:
    if len(value.pattern) > LONGEST_PATTERN:
        raise coder.refusal(value, "Use a shorter pattern.", f"of more than {LONGEST_PATTERN:,} characters")
    return ["pattern", value.pattern, value.flags & FLAGS]


@decoder("pattern")
def _dec_pattern(reader: Decoder, node: list) -> re.Pattern:
    _, pattern, flags = node
    if type(pattern) not in (str, bytes) or type(flags) is not int or flags & ~FLAGS:
        raise BadEncoding("a pattern that is none")
    reader.use("patterns", len(pattern) + 100, LONGEST_PATTERN + 1000)
    if isinstance(pattern, str) and (not pattern.isascii() or re.search(r"\\[uUN]", pattern)):
        # Python walks every letter of a set such as [a-\uffff].
        reader.use("sets of letters in patterns", pattern.count("["), 50)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return re.compile(pattern, flags)


@encoder(re.Match)
def _enc_match(coder: Encoder, value: re.Match) -> Node:
    raise coder.refusal(value, "Return match.group() or match.groups() instead.")
