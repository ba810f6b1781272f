"""The walk over values: what a message looks like, who is the same object as whom, and the limits.

A message is the msgpack of `[VERSION, node]`. A node is None, a bool, an int of 64 bits, a float, a text or bytes as
such, or a list `[tag, ...]` whose tag says which rule reads the rest. Rules stand in a registry: by exact type for the
encoder, by tag for the decoder. A library's rules are loaded when one of its values, or of its tags, is first seen, so
that numpy is not imported for a message of numbers.

Mutable objects are numbered in the order in which they are first met. Both sides count alike, so `["ref", 3]` needs no
further agreement, and `Encoded.objects` and `Decoded.objects` have the same object at the same index.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from itertools import islice
from typing import Any

from ._common import BadEncoding, CannotCross, Limits, Plain, type_name

Node = Any
Outward = Callable[[object, str], Plain]
Inward = Callable[[Plain], object]

# How a rule's values are numbered: not at all; as an object that exists before its contents (so that it may hold
# itself); as an object that can only be made once its contents are there.
VALUE, EARLY, LATE = range(3)

ATOMS = frozenset({type(None), bool, float, str, bytes})
NODES = ATOMS | {int}
UNMADE = object()

# The root package of a type -> the module here that has the rules for it. Nothing else is ever imported.
LIBRARIES = {
    "numpy": "_numpy",
    "pandas": "_pandas",
    "torch": "_torch",
    "scapy": "_scapy",
    "networkx": "_networkx",
    "matplotlib": "_figures",
}

_encoders: dict[type, tuple[int, Callable[[Encoder, Any], Node]]] = {}
_decoders: dict[str, tuple[int, Callable[[Decoder, list], Any]]] = {}


def encoder(*kinds: type, mode: int = VALUE) -> Callable:
    """Register the function below as the rule for values of exactly these types."""

    def register(function: Callable[[Encoder, Any], Node]) -> Callable[[Encoder, Any], Node]:
        for kind in kinds:
            _encoders[kind] = (mode, function)
        return function

    return register


def decoder(tag: str, mode: int = VALUE) -> Callable:
    """Register the function below as the rule for nodes with this tag.

    In EARLY mode it appends its object to `decoder.objects` itself, before it reads any contents.
    """

    def register(function: Callable[[Decoder, list], Any]) -> Callable[[Decoder, list], Any]:
        _decoders[tag] = (mode, function)
        return function

    return register


class Encoder:
    """One message in the making. Rules call `node` for what a value holds."""

    def __init__(self, known: Sequence[object], outward: Outward | None, limits: Limits, name: str) -> None:
        self.known = {id(item): place for place, item in reversed(list(enumerate(known)))}
        self.outward = outward
        self.limits = limits
        self.room = limits.size
        self.items = limits.items
        self.memo: dict[int, int] = {}
        self.objects: list[Any] = []
        self.unmade: set[int] = set()
        self.trail: list[Any] = [name]

    def node(self, value: Any) -> Node:
        """The node for any value. Raises CannotCross."""
        kind = type(value)
        if kind is str or kind is bytes:
            self.spend(len(value))
            return value
        if kind in ATOMS or (kind is int and -(2**63) <= value < 2**63):
            return value
        identity = id(value)
        if identity in self.known:
            return ["known", self.known[identity]]
        if identity in self.memo:
            place = self.memo[identity]
            if place in self.unmade:
                raise self.refusal(value, reason="which contains itself", advice="Return a copy without the loop.")
            return ["ref", place]
        return self.fresh(value)

    def fresh(self, value: Any) -> Node:
        """The node for a value that is neither known nor met before."""
        mode, function = _encoders.get(type(value)) or _rule_for(value)
        if len(self.trail) > self.limits.depth:
            raise self.refusal(
                value,
                reason=f"nested more than {self.limits.depth} levels deep",
                advice="Return a flatter structure.",
            )
        if mode == VALUE:
            node = function(self, value)
        else:
            place = self.memo[id(value)] = len(self.objects)
            self.objects.append(value)
            if mode == LATE:
                self.unmade.add(place)
            node = function(self, value)
            self.unmade.discard(place)
        self.items -= len(node)
        if self.items < 0:
            raise self.refusal(
                value, reason=f"part of a value of more than {self.limits.items:,} items", advice="Return less of it."
            )
        return node

    def nodes(self, values: Iterable[Any], start: int = 0) -> list[Node]:
        """The nodes for the items of a sequence, each named by its index in messages."""
        out, trail = [], self.trail
        trail.append(None)
        for place, value in enumerate(values, start):
            if type(value) is float:
                out.append(value)
                continue
            trail[-1] = place
            out.append(self.node(value))
            if len(out) > self.items:
                self.items = -1
                raise self.refusal(
                    value, reason=f"item {len(out):,} of a value that is too long", advice="Return less of it."
                )
        trail.pop()
        return out

    def pairs(self, items: Iterable[tuple[Any, Any]]) -> list[Node]:
        """Keys and values in turn."""
        out, trail = [], self.trail
        trail.append(None)
        for key, value in items:
            trail[-1] = (key,)
            out.append(self.node(key))
            out.append(self.node(value))
            if len(out) > self.items:
                raise self.refusal(value, reason="part of a table that is too long", advice="Return less of it.")
        trail.pop()
        return out

    def part(self, value: Any, step: str) -> Node:
        """The node for one named part of a value: `step` is ".name"."""
        self.trail.append(step)
        node = self.node(value)
        self.trail.pop()
        return node

    def attempt(self, value: Any, step: str) -> Node | None:
        """As `part`, but None, and nothing remembered, where the value cannot cross."""
        met, depth = len(self.objects), len(self.trail)
        try:
            return ["some", self.part(value, step)]
        except CannotCross:
            for forgotten in self.objects[met:]:
                del self.memo[id(forgotten)]
            del self.objects[met:], self.trail[depth:]
            self.unmade = {place for place in self.unmade if place < met}
            return None

    def spend(self, size: int) -> None:
        """Count bytes against the limit. Raises CannotCross."""
        self.room -= size
        if self.room < 0:
            raise CannotCross(
                self.trail[0],
                "value of great size",
                "Return less: a part, a count or a summary.",
                f"more than the {self.limits.size / 2**20:.3g} MB that may be passed at once",
            )

    def path(self) -> str:
        """Where the walk is, as Python would write it."""
        out = str(self.trail[0])
        steps = self.trail[1:] if len(self.trail) < 12 else [*self.trail[1:8], " … ", *self.trail[-2:]]
        for step in steps:
            if isinstance(step, int):
                out += f"[{step}]"
            elif isinstance(step, tuple):
                key = step[0]
                plain = type(key) in NODES
                shown = repr(key) if plain else f"<{type_name(type(key))}>"
                out += f"[{shown if len(shown) <= 60 else shown[:57] + '...'}]"
            else:
                out += step or ""
        return out

    def refusal(self, value: object, advice: str = "", reason: str = "") -> CannotCross:
        """The error for a value that cannot cross, to be raised by the caller."""
        name = type_name(type(value))
        return (
            CannotCross(self.path(), name, advice, reason) if advice else CannotCross(self.path(), name, reason=reason)
        )


class Decoder:
    """One message being read. Rules call `value` for the nodes of what a value holds."""

    def __init__(
        self,
        known: Sequence[object],
        inward: Inward | None,
        types: Mapping[str, type] | None,
        limits: Limits,
        methods: bool = True,
    ) -> None:
        self.methods = methods
        self.known = known
        self.inward = inward
        self.types = types or {}
        self.limits = limits
        self.objects: list[Any] = []
        self.depth = 0
        self.budget: Counter[str] = Counter()  # what rules use up of their own limits, by name

    def value(self, node: Node) -> Any:
        """The value that a node stands for. Raises BadEncoding, or anything else that hostile nodes provoke."""
        if type(node) in NODES:
            return node
        if type(node) is not list or not node or type(node[0]) is not str:
            raise BadEncoding("a node that is neither a value nor a tagged list")
        tag = node[0]
        mode, function = _decoders.get(tag) or _rule_of(tag)
        self.depth += 1
        if self.depth > self.limits.depth + 20:  # a frame's own index and dtype count here, not for the sender
            raise BadEncoding(f"nested more than {self.limits.depth} levels deep")
        if mode == LATE:
            place = len(self.objects)
            self.objects.append(UNMADE)
            value = self.objects[place] = function(self, node)
        else:
            value = function(self, node)
        self.depth -= 1
        return value

    def values(self, nodes: Iterable[Node]) -> list[Any]:
        """The values of several nodes."""
        value = self.value
        return [node if type(node) in NODES else value(node) for node in nodes]

    def rest(self, node: list, start: int = 1) -> list[Any]:
        """The values of a node's items from `start` on."""
        return self.values(islice(node, start, None))

    def pairs(self, node: list, start: int = 1) -> list[tuple[Any, Any]]:
        """The keys and values that a node holds in turn, the keys fit for a dict."""
        if (len(node) - start) % 2:
            raise BadEncoding("a key without a value")
        # In turn, so that objects are numbered as the sender met them.
        flat = self.rest(node, start)
        keys = flat[::2]
        self.fit_for_keys(keys)
        return list(zip(keys, flat[1::2], strict=True))

    def expect(self, node: Node, kind: type | tuple[type, ...], what: str) -> Any:
        """The value of a node that must be of a given type."""
        value = self.value(node)
        if not isinstance(value, kind):
            raise BadEncoding(f"{what} of type {type_name(type(value))}")
        return value

    def attribute(self, value: Any) -> Any:
        """A value that is about to become an attribute, or an array's item: no function, unless `methods` are taken.

        A thing with functions for attributes could answer a test's `.equals(…)` or `.startswith(…)` as it likes.
        """
        if not self.methods and callable(value):
            raise CannotCross(
                "what came back",
                "object with functions for attributes",
                "Return plain data: a number, text, list, dict, array or table.",
            )
        return value

    def fit_for_keys(self, keys: Sequence[Any]) -> None:
        """Refuse keys chosen to make a dict or set of them take hours: of one hash, or with endless parts."""
        compound = [key for key in keys if type(key) not in NODES]
        while compound:  # objects within objects may count exponentially many parts: each is counted, to a limit
            parts = parts_of(compound.pop())
            self.use("parts of keys", len(parts) + 1, self.limits.items)
            compound += [part for part in parts if type(part) not in NODES]
        if len(keys) > 500 and max(Counter(map(hash, keys)).values()) > 100:
            raise BadEncoding("keys with one and the same hash")

    def use(self, what: str, amount: int, limit: int) -> None:
        """Count against a limit that one rule sets for a whole message."""
        self.budget[what] += amount
        if self.budget[what] > limit:
            raise BadEncoding(f"too much of one kind in one message: {what}")


def parts_of(key: Any) -> Sequence[Any]:
    """What the hash of a key is worked out from, where that is other objects."""
    if isinstance(key, tuple | frozenset):
        return tuple(key)
    return rules("_records").parts_of(key)


def _rule_for(value: Any) -> tuple[int, Callable[[Encoder, Any], Node]]:
    """The rule for a value whose exact type has none registered: by library, then by base class, then `outward`."""
    kind = type(value)
    for base in type.__dict__["__mro__"].__get__(kind):
        module = type.__dict__["__module__"].__get__(base)
        root = module.partition(".")[0] if isinstance(module, str) else ""
        if root in LIBRARIES and root in sys.modules:
            found = rules(LIBRARIES[root]).rule_for(value)
            if found:
                return found
    found = rules("_builtins").rule_for(value)
    return found or (LATE, by_outward)


def is_foreign(value: Any) -> bool:
    """Whether no rule covers a value, so that only `outward` can."""
    return type(value) not in _encoders and _rule_for(value)[1] is by_outward


def _rule_of(tag: str) -> tuple[int, Callable[[Decoder, list], Any]]:
    """The rule for a tag whose library's rules may not be loaded yet."""
    root = tag.partition(".")[0]
    if root in LIBRARIES:
        try:
            rules(LIBRARIES[root])
        except ImportError as error:
            raise BadEncoding(f"{root} cannot be imported here: {error}") from error
    if tag not in _decoders:
        raise BadEncoding(f"an unknown kind of value: {tag[:40]!r}")
    return _decoders[tag]


def rules(module: str) -> Any:
    """A module of this package that has rules, imported when first asked for."""
    name = f"{__package__}.{module}"
    return sys.modules.get(name) or import_module(name)


def by_outward(coder: Encoder, value: Any) -> Node:
    tree = coder.outward(value, coder.path()) if coder.outward else None
    if tree is None:
        raise coder.refusal(value)
    return ["outward", pack_plain(coder, tree)]


@decoder("outward", LATE)
def _by_inward(reader: Decoder, node: list) -> Any:
    if reader.inward is None:
        raise BadEncoding("a stand-in where none is expected")
    return reader.inward(unpack_plain(reader, node[1]))


@decoder("known")
def _known(reader: Decoder, node: list) -> Any:
    return reader.known[place_in(node[1], reader.known)]


@decoder("ref")
def _ref(reader: Decoder, node: list) -> Any:
    value = reader.objects[place_in(node[1], reader.objects)]
    if value is UNMADE:
        raise BadEncoding("an object that is made of itself")
    return value


def place_in(place: Any, items: Sequence[Any]) -> int:
    """A checked index. Raises BadEncoding: Python's own negative indexes are none here."""
    if type(place) is not int or not 0 <= place < len(items):
        raise BadEncoding("a reference to an object that is not there")
    return place


def pack_plain(coder: Encoder, tree: Plain) -> Node:
    """The node for a plain tree; its lists and dicts have no identity."""
    match tree:
        case str() | bytes():
            coder.spend(len(tree))
            return tree
        case None | bool() | float():
            return tree
        case int():
            return coder.node(int(tree))
        case list() | tuple():
            coder.items -= len(tree)
            return ["list", *(pack_plain(coder, item) for item in tree)]
        case dict():
            coder.items -= 2 * len(tree)
            return ["dict", *(part for k, v in tree.items() for part in (str(k), pack_plain(coder, v)))]
    raise coder.refusal(tree)


def unpack_plain(reader: Decoder, node: Node) -> Plain:
    """The plain tree of a node. Raises BadEncoding."""
    if type(node) in NODES:
        return node
    match node:
        case ["list", *items]:
            return [unpack_plain(reader, item) for item in items]
        case ["dict", *parts] if len(parts) % 2 == 0 and all(type(key) is str for key in parts[::2]):
            return {key: unpack_plain(reader, item) for key, item in zip(parts[::2], parts[1::2], strict=True)}
        case ["int", bytes()]:
            return reader.value(node)
    raise BadEncoding("a plain tree that is none")
