"""What an officer's notebook imports: checks, pictures, live elements, data, models and packets.

Heavy libraries (torch, transformers, scapy) are imported only when something of theirs is used, so that the first
cell of a lab answers at once.
"""

from futurefit.kit.cards import explore, note
from futurefit.kit.checks import (
    CheckFailed,
    check,
    expect,
    expect_error,
    expect_unchanged,
    same,
)
from futurefit.kit.data import data_file
from futurefit.kit.look import COLOURS, style
from futurefit.kit.skipped import own_or_ours
from futurefit.kit.widgets import live

__all__ = [
    "COLOURS",
    "CheckFailed",
    "check",
    "data_file",
    "expect",
    "expect_error",
    "expect_unchanged",
    "explore",
    "live",
    "note",
    "own_or_ours",
    "same",
    "style",
]
