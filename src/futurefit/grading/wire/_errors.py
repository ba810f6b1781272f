"""Exceptions as plain trees: the nearest built-in class by name, and the message as text."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Any

from ._common import BadEncoding, Plain

LONGEST = 10_000  # characters of a message

# By name: every built-in exception that ordinary code may catch. Those that end an interpreter, a generator or a
# kernel arrive as RuntimeError, and a group as Exception: it cannot be made from a message.
BUILTIN_ERRORS: dict[str, type[Exception]] = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, Exception) and not issubclass(kind, BaseExceptionGroup)
}
_SCALARS = (type(None), bool, int, float, str, bytes)


class _Verbatim(str):
    """A text whose repr is itself: KeyError shows the repr of what it was given."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str.__str__(self)


def encode_error(error: BaseException) -> Plain:
    """An exception as a plain tree, for `decode_error`. Never raises."""
    try:
        text = str.__str__(str(error))
    except Exception:
        text = ""
    kinds = type.__dict__["__mro__"].__get__(type(error))
    names = [type.__dict__["__name__"].__get__(kind) for kind in kinds]
    nearest = next((name for name, kind in zip(names, kinds, strict=True) if BUILTIN_ERRORS.get(name) is kind), None)
    if nearest is None:
        nearest, text = "RuntimeError", f"{names[0]}: {text}" if text else names[0]
    tree: dict[str, Plain] = {"names": names[: names.index(nearest)][:20] if nearest in names else []}
    tree |= {"builtin": nearest, "text": text[:LONGEST]}
    args = _args(error)
    if args is not None and nearest in names:
        tree["args"] = args
    fields = {key: item for key, item in _own(error).items() if type(key) is str and _is_small(item)}
    if fields and tree["names"]:
        tree["fields"] = fields
    return tree


def decode_error(tree: Plain, types: Mapping[str, type] | None = None) -> Exception:
    """The exception of a plain tree.

    Args:
        tree: what `encode_error` made, or what a hostile sender did.
        types: the receiver's own classes by name: an exception class of such a name is used, without its `__init__`.

    Raises:
        BadEncoding: the tree describes no exception.
    """
    match tree:
        case {"names": list(names), "builtin": str(nearest), "text": str(text)} if nearest in BUILTIN_ERRORS:
            pass
        case _:
            raise BadEncoding("an exception that names no built-in class")
    args = tree.get("args", [text])
    if not isinstance(args, list) or not all(type(item) in _SCALARS for item in args):
        raise BadEncoding("an exception whose arguments are not plain")
    text = text[:LONGEST]
    base = BUILTIN_ERRORS[nearest]
    for name in names[:20]:
        kind = (types or {}).get(name) if isinstance(name, str) else None
        if isinstance(kind, type) and issubclass(kind, Exception) and issubclass(kind, base):
            return _of_class(base, kind, args, text, tree.get("fields"))
    for given in (args, [text], [_Verbatim(text)]):
        try:
            error = base(*given)
            if str(error) == text:
                return error
        except Exception:  # OSError, UnicodeError and others are particular about their arguments
            continue
    error = base.__new__(base, text)
    error.args = (text,)
    return error


def _of_class(base: type[Exception], kind: type[Exception], args: list, text: str, fields: Plain) -> Exception:
    """An instance of one of the receiver's own classes, its fields set where they hide nothing of the class."""
    error = base.__new__(kind, text)
    error.args = tuple(args)
    for key, item in fields.items() if isinstance(fields, dict) else ():
        if key.isidentifier() and not hasattr(kind, key) and type(item) in _SCALARS:
            object.__setattr__(error, key, item)
    if _text(error) != text:
        error.args = (text,)
    return error


def _text(error: Exception) -> str:
    try:
        return str(error)
    except Exception:
        return ""


def _args(error: BaseException) -> list | None:
    """What the exception was made with, where that is plain; OSError keeps its file name apart."""
    args = list(BaseException.__dict__["args"].__get__(error))
    if isinstance(error, OSError) and len(args) == 2 and type(getattr(error, "filename", None)) is str:
        args.append(error.filename)
    return args if len(args) <= 10 and all(_is_small(item) for item in args) else None


def _own(error: BaseException) -> dict[Any, Any]:
    return BaseException.__dict__["__dict__"].__get__(error)


def _is_small(item: object) -> bool:
    kind = type(item)
    if kind is int:
        return -(2**63) <= item < 2**63  # type: ignore[operator]
    return kind in _SCALARS and not (kind in (str, bytes) and len(item) > LONGEST)  # type: ignore[arg-type]
