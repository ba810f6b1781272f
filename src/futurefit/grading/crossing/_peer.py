"""One end of the line between the officer's kernel and the examiner's: calls across it, nested as deep as need be.

Both ends run this code. What one end hands out (a function, an object, an iterator) gets a number; the other end may
only ask for things with a number, and what comes back is data in the wire's encoding. One thread speaks at a time.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from futurefit.grading import wire
from futurefit.grading.crossing import _surroundings
from futurefit.grading.crossing._globals import Watch
from futurefit.grading.kernels._channel import BadMessage, Channel, Closed, Message

DEEPEST = 60  # calls within calls across the line
HIDDEN = "_futurefit_"  # where a stand-in keeps what it stands for
MOST_ITEMS = 100_000  # that are read from one iterator


class LineBroken(Exception):
    """The other end is gone, or does not keep to the rules; nothing more comes from it."""


class Standin:
    """Something that the other end of the line has. Equal to itself only."""


class Table:
    """What this end has handed out, by number. The same object keeps its number."""

    def __init__(self) -> None:
        self._things: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}

    def number(self, thing: Any) -> int:
        number = self._numbers.get(id(thing))
        if number is None:
            number = len(self._things) + 1
            self._things[number] = thing  # kept alive, so that its id stays its own
            self._numbers[id(thing)] = number
        return number

    def find(self, number: object) -> Any:
        if not isinstance(number, int) or number not in self._things:
            raise BadMessage(f"nothing was handed out as {number!r}")
        return self._things[number]


class Peer:
    """One end of the line.

    Args:
        channel: to the other end.
        answer: what this end does when it is asked something: (peer, message) -> reply. Errors of the code that is
            asked are part of the reply; anything else that it raises ends the line.
        outward, inward: how things that are no data are described for the other end, and built from a description.
        types: classes of this end that values may be rebuilt as, by name.
        limits: of one value.
        leads: whether this is the examiner's end, whose surroundings go with its calls.
    """

    def __init__(
        self,
        channel: Channel,
        answer: Callable[[Peer, Message], Message],
        outward: Callable[[Peer, Any, str], Any],
        inward: Callable[[Peer, Any], Any],
        types: Callable[[], Mapping[str, type]] = dict,
        limits: wire.Limits | None = None,
        leads: bool = False,
    ) -> None:
        self.channel = channel
        self.table = Table()
        self.broken = ""
        self.leads = leads
        self.watch: Watch | None = None  # variables that are kept the same at both ends
        self.bind: Callable[[str, Any], None] = lambda name, value: None
        self.lends: Callable[[], dict[str, bytes]] = dict  # what a call takes along besides its arguments, by name
        self.restores = True  # whether what a call changed in its arguments is changed in this end's own, too
        self.before_refill: Callable[[Any], None] = lambda thing: None
        self._answer, self._outward, self._inward, self._types = answer, outward, inward, types
        self._limits = limits or wire.Limits()
        self._speaking = threading.Lock()  # let go while code of one's own runs, which may ask from threads of its own
        self._depth = 0
        self.classes: dict[type, Any] = {}  # descriptions of classes that went out
        self._raised: list[BaseException] = []  # errors that went out, each at its number
        self._caught: dict[int, tuple[BaseException, int]] = {}  # id of an error that came -> it, and its number there
        self._theirs: dict[int, tuple[Any, int]] = {}  # id of a stand-in -> it, and its number at the other end

    # values

    def types(self) -> Mapping[str, type]:
        """Classes of this end, by name."""
        return self._types()

    def remember(self, standin: Any, number: int) -> None:
        """That this is the stand-in of the other end's thing of that number: going back, it becomes that thing."""
        self._theirs[id(standin)] = standin, number

    def _describe(self, thing: Any, path: str) -> Any:
        known = self._theirs.get(id(thing))
        return {"k": "yours", "id": known[1]} if known else self._outward(self, thing, path)

    def _build(self, plain: Any) -> Any:
        if isinstance(plain, dict) and plain.get("k") == "yours":
            return self.table.find(plain.get("id"))
        return self._inward(self, plain)

    def pack(self, value: Any, known: Sequence[Any] = (), name: str = "value") -> wire.Encoded:
        return wire.encode(
            value,
            known=known,
            outward=self._describe,
            limits=self._limits,
            name=name,
        )

    def unpack(self, data: object, known: Sequence[Any] = ()) -> wire.Decoded:
        if not isinstance(data, bytes):
            raise wire.BadEncoding("a value that is not in bytes")
        return wire.decode(
            data,
            known=known,
            inward=self._build,
            types=self._types(),
            limits=self._limits,
            methods=not self.leads,
        )

    def contents(self, objects: Sequence[Any]) -> list[bytes | None]:
        return wire.contents(objects, outward=self._describe, limits=self._limits)

    def copies(self, sent: wire.Encoded, changed: Collection[int]) -> list[Any]:
        """What was sent, with copies in place of all that was changed: what came back goes into those."""
        theirs = {number: standin for standin, number in self._theirs.values()}

        def own(plain: Any) -> Any:
            return theirs[plain["id"]] if plain["k"] == "yours" else self.table.find(plain["id"])

        made = wire.decode(sent.data, inward=own, types=self._types(), limits=self._limits).objects
        new = {id(sent.objects[place]) for place in changed}
        holds = [any(id(one) in new for one in self.pack(thing).objects) for thing in sent.objects]
        return [copy if held else thing for thing, copy, held in zip(sent.objects, made, holds, strict=True)]

    def refill(self, original: Any, data: bytes, known: Sequence[Any]) -> None:
        self.before_refill(original)
        wire.refill(
            original,
            data,
            known=known,
            inward=self._build,
            types=self._types(),
            limits=self._limits,
            methods=not self.leads,
        )

    def pack_error(self, error: BaseException) -> Any:
        if known := self._caught.get(id(error)):
            return {"yours": known[1]}
        self._raised.append(error)
        return {"error": wire.encode_error(error), "number": len(self._raised) - 1}

    def unpack_error(self, plain: Any) -> BaseException:
        """The error that came; one that this end raised itself, and that only passed through the other, is the same."""
        if not isinstance(plain, dict):
            raise wire.BadEncoding("an error that is none")
        number = plain.get("yours")
        if number is None:
            error = wire.decode_error(plain.get("error"), self._types())
            if isinstance(plain.get("number"), int):
                self._caught[id(error)] = error, plain["number"]
            return error
        if not isinstance(number, int) or not 0 <= number < len(self._raised):
            raise wire.BadEncoding("an error that was never raised here")
        return self._raised[number]

    # conversation

    def ask(self, message: Message) -> Message:
        """Ask the other end, and answer what it asks in the meantime.

        Raises:
            LineBroken: the other end is gone or broke the rules.
            RecursionError: too many calls within calls.
        """
        with self._speaking:
            self._need_line()
            if self._depth >= DEEPEST:
                raise RecursionError(f"more than {DEEPEST} calls within calls")
            self._depth += 1
            try:
                self.channel.send(message)
                while True:
                    reply, _ = self.channel.receive()
                    if "do" not in reply:
                        return reply
                    self.channel.send(self._answered(reply))
            except (Closed, BadMessage) as error:
                self.break_line(str(error))
                raise LineBroken(self.broken) from None
            except BaseException:
                # An interrupt leaves the other end in the middle of its answer: the line cannot be used any more.
                self.break_line("it was stopped in the middle of an answer")
                raise
            finally:
                self._depth -= 1

    def serve(self) -> None:
        """Answer one message that is waiting.

        Raises:
            LineBroken: the other end is gone or broke the rules.
        """
        with self._speaking:
            self._need_line()
            try:
                message, _ = self.channel.receive()
                self.channel.send(self._answered(message))
            except (Closed, BadMessage) as error:
                self.break_line(str(error))
                raise LineBroken(self.broken) from None

    def break_line(self, why: str) -> None:
        if not self.broken:
            self.broken = why or "the line was broken"
            self.channel.close()

    def _need_line(self) -> None:
        if self.broken:
            raise LineBroken(self.broken)

    def _answered(self, message: Message) -> Message:
        if self._depth >= DEEPEST:
            raise BadMessage(f"more than {DEEPEST} calls within calls")
        self._depth += 1
        self._speaking.release()
        try:
            return self._answer(self, message)
        finally:
            self._speaking.acquire()
            self._depth -= 1


def call(peer: Peer, message: Message, run: Callable[[tuple[Any, ...], dict[str, Any]], Any]) -> Message:
    """Answer a call: its arguments are rebuilt, `run` is called, and its result and what it changed are described."""
    received = peer.unpack(message.get("args"))
    args, named = received.value
    before = peer.contents(received.objects)
    reply: Message = {}
    if not peer.leads:
        if peer.watch:
            peer.watch.take(message.get("names") or {}, peer.bind)
        for name, data in (message.get("lent") or {}).items():
            peer.bind(name, peer.unpack(data).value)
    try:
        unpack, pack = (lambda data: peer.unpack(data).value), (lambda value: peer.pack(value).data)
        with _surroundings.around(message.get("with"), unpack, pack, reply):
            result = run(args, named)
        reply["result"] = peer.pack(result, received.objects, "the result").data
    except (LineBroken, BadMessage, Closed):
        raise
    except KeyboardInterrupt:
        reply["error"] = peer.pack_error(TimeoutError("It took longer than a test allows, and was stopped."))
    except BaseException as error:
        reply["error"] = peer.pack_error(error)
    after = peer.contents(received.objects)
    reply["changed"] = [[place, now] for place, (was, now) in enumerate(zip(before, after, strict=True)) if now != was]
    if peer.watch and not peer.leads and (names := peer.watch.changes()):
        reply["names"] = names
    return reply


def request(peer: Peer, message: Message, args: tuple[Any, ...], named: dict[str, Any]) -> Any:
    """Call something at the other end: arguments go by copy, and what was changed there is put back into them here.

    Raises:
        LineBroken: the other end is gone or broke the rules.
        wire.CannotCross: an argument, the result or a changed argument cannot cross.
        BaseException: what the called function raised, as a built-in error.
    """
    sent, given = peer.pack((args, named), name="the arguments"), {}
    if peer.leads:
        given = _surroundings.gather(lambda value: peer.pack(value).data, (args, named))
        message = message | {"with": given}
        if peer.watch and (names := peer.watch.changes()):
            message["names"] = names
        if lent := peer.lends():
            message["lent"] = lent
    reply = peer.ask(message | {"args": sent.data})
    try:
        return _taken(peer, reply, sent, given)
    except (StopIteration, StopAsyncIteration) as error:
        if message.get("name") in ("__next__", "__anext__"):
            raise
        # As Python does in a generator (PEP 479): else it would end the loop in which a test calls.
        raise RuntimeError(f"{type(error).__name__}: {error}") from None


def _taken(peer: Peer, reply: Message, sent: wire.Encoded, given: Message) -> Any:
    objects = sent.objects
    try:
        if peer.leads:
            _surroundings.take(reply, given, lambda data: peer.unpack(data).value)
            if peer.watch:
                peer.watch.take(reply.get("names") or {}, peer.bind)
        changed = reply.get("changed") or []
        for place, _ in changed:
            if not 0 <= place < len(objects):
                raise wire.BadEncoding("a change of an argument that was never sent")
        if changed and not peer.restores:
            objects = peer.copies(sent, [place for place, _ in changed])
        for place, data in changed:
            if data is None:
                raise wire.CannotCross(
                    "an argument",
                    type(objects[place]).__name__,
                    "It was changed into something that is not plain data.",
                )
            peer.refill(objects[place], data, objects)
        if "error" in reply:
            error = peer.unpack_error(reply["error"])
        else:
            return peer.unpack(reply.get("result"), objects).value
    except (wire.BadEncoding, TypeError, ValueError) as wrong:
        if isinstance(wrong, wire.CannotCross):
            raise
        raise wire.BadEncoding(f"the answer of the officer's kernel cannot be read ({wrong})") from None
    raise error from None


def caught(peer: Peer, work: Callable[[], Any], name: str = "the result") -> Message:
    """The reply to a question without arguments."""
    try:
        return {"result": peer.pack(work(), (), name).data}
    except (LineBroken, BadMessage, Closed):
        raise
    except BaseException as error:
        return {"error": peer.pack_error(error)}


def library_of(kind: type) -> str:
    """The first part of the module that a class comes from, if that module is really loaded."""
    module = str(getattr(kind, "__module__", "")).partition(".")[0]
    return module if module in sys.modules else ""


def value_of(peer: Peer, reply: Any) -> Any:
    """What a reply to a question without arguments says; raises what it says was raised."""
    if "error" in reply:
        raise peer.unpack_error(reply["error"]) from None
    return peer.unpack(reply.get("result")).value
