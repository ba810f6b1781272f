"""What every module of the encoding shares: its errors, its limits and the name of a type in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# None, bool, int, float, str, bytes, or a list, or a dict with text keys, of such.
Plain = Any

PLAIN_DATA = "Return plain data instead: a number, text, list, dict, array or table."


class CannotCross(TypeError):
    """A value that cannot be passed between the officer's notebook and the tests.

    Attributes:
        path: where it is, in Python's own spelling: "result[0]['x']".
        type_name: its type: "socket.socket".
        advice: what to do instead, a sentence.
    """

    def __init__(self, path: str, type_name: str, advice: str = PLAIN_DATA, reason: str = "") -> None:
        self.path = path
        self.type_name = type_name
        self.advice = advice
        reason = reason or "which cannot be passed between the notebook and its tests"
        article = "an" if type_name.rpartition(".")[2][:1].lower() in "aeiou" else "a"
        super().__init__(f"{path} is {article} {type_name}, {reason}. {advice}")


class BadEncoding(ValueError):
    """Bytes that are no message of this encoding: damaged, cut short, too large, or made to do harm."""


@dataclass(frozen=True)
class Limits:
    """How much one message may hold.

    Attributes:
        size: bytes.
        depth: containers within containers.
        items: values, counting each entry of each container.
    """

    size: int = 64 * 2**20
    depth: int = 100
    items: int = 2_000_000


DEFAULTS = Limits()


def type_name(kind: type) -> str:
    """A class in words that an officer knows: "int", "socket.socket", "Account"."""
    name = type.__dict__["__qualname__"].__get__(kind)  # not kind.__qualname__: a metaclass may answer anything
    module = type.__dict__["__module__"].__get__(kind)
    if not isinstance(module, str) or module in ("builtins", "__main__"):
        return name.replace("<locals>.", "")
    return f"{module}.{name}"
