"""A kernel of the grading: the loop that a fork of the warm parent runs, as the officer's kernel or the examiner's.

It takes messages on its channel: cells to run, one end of a line to the other kernel, and names to fetch over it. The
officer's kernel answers tests in a fork of itself, so that what a test asked is forgotten when its cell has ended, and
what a call breaks is not missed.
"""

from __future__ import annotations

import builtins
import os
import select
import signal
import socket
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from futurefit.grading import wire
from futurefit.grading.crossing import _files, _surroundings
from futurefit.grading.crossing._globals import Watch
from futurefit.grading.crossing._lent import Lent
from futurefit.grading.crossing._peer import LineBroken, Peer
from futurefit.grading.crossing._things import answer_all, answer_strictly, describe, lend
from futurefit.grading.crossing.standins import Barred, Builder
from futurefit.grading.kernels._channel import BadMessage, Channel, Closed, Message
from futurefit.grading.kernels._shell import GradingShell

_TOLD_LATER = 1 * 2**20  # bytes on the open files 1 and 2, from programs that a cell started, that are shown


class Kernel:
    """One kernel.

    Args:
        shell: the shell of the parent, in this fork.
        channel: to the driver.
        examiner: whether this one decides marks.
    """

    def __init__(self, shell: GradingShell, channel: Channel, examiner: bool) -> None:
        self._shell, self._channel, self._examiner = shell, channel, examiner
        self._line: Peer | None = None  # of the examiner, to the post that it asks
        self._asked: dict[str, list[str]] = {}  # classes that the lab asks for
        self._lent = Lent(shell.user_ns)
        self._brought: dict[str, Any] = {}  # names that came over the line, and what they were then
        self._posts: dict[int, int | Peer] = {}  # of the officer's: the pid of each, or the line that is answered here
        self._turn = 0  # number of the post that is being asked
        self._running = False
        self._programs = Programs()
        self._set_up: list[str] = []  # names that the lab's set-up binds
        self._labs: dict[int, Any] | None = None  # the lab's own mutable things, by id, while a test runs
        self._puts = True  # whether what a call changed in its arguments is changed in the test's own, too
        self._changed = False  # whether a call did so
        self._undo: list[tuple[Any, bytes]] = []  # those that a call changed, and how they were

    def loop(self) -> None:
        """Take messages until the driver is gone."""
        signal.signal(signal.SIGINT, self._interrupted)
        _surroundings.begin()
        self._lent.set_up({})
        self._channel.send({"ready": True})
        while True:
            try:
                self._wait()
                message, files = self._channel.receive()
                self._do(message, files)
            except (Closed, BadMessage):
                return
            except KeyboardInterrupt:  # it came too late
                continue

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        if self._running:
            raise KeyboardInterrupt
        post = self._posts.get(self._turn)
        if isinstance(post, int):
            try:
                os.kill(post, signal.SIGINT)
            except ProcessLookupError:
                pass

    def _wait(self) -> None:
        """Until the driver has something to say, answer the posts that are answered here."""
        while not self._channel.waiting():
            lines = [post for post in self._posts.values() if isinstance(post, Peer) and not post.broken]
            ready, _, _ = select.select([self._channel, *(line.channel for line in lines)], [], [])
            if self._channel in ready:
                return
            for line in lines:
                if line.channel in ready:
                    self._answer(line)

    def _answer(self, line: Peer) -> None:
        self._running = True
        try:
            line.serve()
        except (LineBroken, KeyboardInterrupt):
            line.break_line("its kernel stopped answering")
        finally:
            self._running = False

    def _do(self, message: Message, files: list[int]) -> None:
        match message.get("do"):
            case "run":
                self._run(message)
            case "files":
                write_files(message["files"])
                _files.begin()  # what the officer handed in is not written by a call
                self._channel.send({"written": True})
            case "post":
                lend(self._shell.user_ns.get(name) for name in message["classes"])
                twice = self._leave_post(int(message["number"]), *(self._answering(file) for file in files))
                self._channel.send({"left": True, "twice": twice})
            case "turn":
                self._turn = int(message["number"])
                self._channel.send({"turned": True})
            case "line":
                if self._line:
                    self._line.break_line("another post has its turn")
                channel = Channel(socket.socket(fileno=files[0]), parts=100_000)  # values are bytes there
                builder = Builder(message["classes"])
                types = lambda: builder.classes | self._own_classes()  # noqa: E731
                self._line = Peer(channel, answer_strictly, describe, builder, types, leads=True)
                self._line.before_refill, self._line.restores = self._keep, self._puts
                self._line.lends = self._lent.changes
                self._set_up = message["set_up"]
                self._channel.send({"joined": True})
            case "changes":
                self._channel.send({"some": self._changed})
                self._changed, self._puts = False, bool(message["put"])
                if self._line:
                    self._line.restores = self._puts
            case "names":
                self._fetch(message["names"], message["extra"], message["soft"])
                self._channel.send({"fetched": True})

    def _run(self, message: Message) -> None:
        self._lent.begin(message.get("lends", ()))
        before = dict(self._shell.user_ns) if self._examiner and "lends" not in message else None
        self._running = True
        try:
            ok = self._shell.run(str(message["source"]), lambda output: self._channel.send({"out": output}))
        except KeyboardInterrupt:
            ok = False
        finally:
            self._running = False
        if before is not None:
            self._lent.set_up(before)
        self._put_back()
        for output in self._programs.said():
            self._channel.send({"out": output})
        self._channel.send({"done": True, "ok": ok, "broken": bool(self._line and self._line.broken)})

    # the line

    def _leave_post(self, number: int, line: Peer, second: Peer | None = None) -> bool:
        """Leave a fork that answers a test later; where a fork would lack something, answer it here.

        Args:
            second: a line on which the same can be asked once more, as if for the first time.

        Returns:
            Whether it can be asked twice.
        """
        self._posts[number] = line
        try:
            pid = os.fork() if _alone(self._posts) else None
        except OSError:  # as many processes as there may be
            pid = None
        if pid == 0:
            self._serve_alone(line, second)
        if second:
            second.channel.close()
        if pid:
            self._posts[number] = pid
            line.channel.close()
        return pid is not None and second is not None

    def _once_more(self, line: Peer, second: Peer) -> Peer:
        """When the line is used, have a fork answer it, and stay as it is for the second line; the line to answer."""
        select.select([line.channel], [], [])
        try:
            pid = os.fork()
        except OSError:
            pid = 0
        if pid:
            self._posts, self._turn = {0: pid}, 0  # an interrupt is for that one
            line.channel.close()
            select.select([second.channel], [], [])
            self._posts = {}
            return second
        second.channel.close()
        return line

    def _answering(self, file: int) -> Peer:
        names = answer_all(lambda: self._shell.user_ns)
        return Peer(Channel(socket.socket(fileno=file)), names, describe, Builder(None), self._own_classes)

    def _serve_alone(self, line: Peer, second: Peer | None) -> None:
        """In a fork: answer the line until it ends. What is printed in the meantime is nobody's output."""
        try:
            nowhere = os.open("/dev/null", os.O_RDWR)
            for number in (1, 2):
                os.dup2(nowhere, number)
            self._channel.close()
            self._posts, self._running = {}, False
            line = self._once_more(line, second) if second else line
            self._running = True
            while True:
                try:
                    line.serve()
                except KeyboardInterrupt:
                    continue
        except BaseException:
            pass
        finally:
            os._exit(0)

    def _keep(self, thing: Any) -> None:
        """Before a thing of the lab's own is changed by what came back: remember how it was."""
        self._changed = True
        if not self._puts:
            return  # it is a copy
        if self._labs is None:
            self._labs = {}
            for name in self._set_up:
                if name in self._shell.user_ns and name not in self._brought:
                    try:
                        found = wire.encode(self._shell.user_ns[name]).objects
                    except wire.CannotCross:
                        continue
                    self._labs |= {id(one): one for one in found}
        if id(thing) in self._labs and (before := wire.contents([thing])[0]) is not None:
            self._undo.append((thing, before))

    def _put_back(self) -> None:
        """After a test, the lab's own data is as it was: else one answer could change what the next test compares."""
        while self._undo:
            thing, before = self._undo.pop()
            try:
                wire.refill(thing, before)
            except (wire.CannotCross, wire.BadEncoding):
                pass
        self._labs = None

    def _own_classes(self) -> dict[str, type]:
        return {name: value for name, value in self._shell.user_ns.items() if isinstance(value, type)}

    def _fetch(self, names: Sequence[str], extra: Sequence[str], soft: Sequence[str]) -> None:
        """Bind names here to what they are at the other end.

        Args:
            names: that the model answer binds.
            extra: that only the officer's does: what the lab has under such a name stays.
            soft: names that keep what the lab gave them, where the other end's value is no data.
        """
        assert self._line is not None
        here = self._shell.user_ns
        free = [n for n in extra if (n not in here and not hasattr(builtins, n)) or self._is_brought(n)]
        for name in (*names, *free):
            here.pop(name, None)
        self._brought = {}
        try:
            reply = self._line.ask({"do": "names", "names": [*names, *free, *soft]})
        except LineBroken:
            reply = {}
        values = reply.get("values")
        found = {v.get("name"): v for v in values if isinstance(v, dict)} if isinstance(values, list) else {}
        for name in sorted((*names, *free, *soft), key=lambda name: list(found).index(name) if name in found else 0):
            value = found.get(name, {})
            try:
                if "result" in value:
                    self._brought[name] = here[name] = self._line.unpack(value["result"]).value
                elif "barred" in value and name not in soft:
                    self._brought[name] = here[name] = Barred(str(value["barred"])[:2000])
            except (wire.CannotCross, wire.BadEncoding, LineBroken) as error:
                if name not in soft:
                    self._brought[name] = here[name] = Barred(f"“{name}” cannot be passed to the tests: {error}")
        self._lent.bring(self._brought)
        self._watch(self._line, reply.get("watched"))
        try:
            _files.take(reply.get("files") or {}, [])
        except wire.BadEncoding:
            self._line.break_line("it sent files that nobody wants")

    def _watch(self, line: Peer, names: object) -> None:
        """Keep variables the same here that the functions at the other end use, while they are what was brought."""
        asked = [str(name) for name in names] if isinstance(names, list) else []
        line.watch = Watch(lambda value: line.pack(value).data, lambda data: line.unpack(data).value, self._brought)
        line.watch.begin(name for name in asked if name in self._brought)

        def bind(name: str, value: Any) -> None:
            if self._is_brought(name):
                self._brought[name] = self._shell.user_ns[name] = value

        line.bind = bind

    def _is_brought(self, name: str) -> bool:
        """Whether a name still is what was brought over: no cell of the lab has bound it since."""
        return name in self._brought and self._shell.user_ns.get(name) is self._brought[name]


class Programs:
    """Catches what programs print that a cell starts: the open files 1 and 2 lead into a file from now on."""

    def __init__(self) -> None:
        self._file, name = tempfile.mkstemp(prefix="printed-")
        os.unlink(name)
        for number in (1, 2):
            os.dup2(self._file, number)

    def said(self) -> list[Message]:
        """What has been printed since the last time, as an output of the cell; none where nothing was."""
        if not os.fstat(self._file).st_size:
            return []
        text = os.pread(self._file, _TOLD_LATER, 0).decode(errors="replace")
        os.ftruncate(self._file, 0)
        os.lseek(self._file, 0, os.SEEK_SET)
        return [{"output_type": "stream", "name": "stdout", "text": text}]


def _alone(posts: Mapping[int, object]) -> bool:
    """Whether a fork of this process has all that it has: no other threads, and no programs that it talks to."""
    if threading.active_count() > 1 or len(os.listdir("/proc/self/task")) > 1:
        return False
    try:
        with open(f"/proc/self/task/{os.getpid()}/children") as children:
            return {int(pid) for pid in children.read().split()} <= set(posts.values())
    except OSError:
        return True


def write_files(files: dict[str, bytes]) -> None:
    """Write files below the working folder; a name that leads out of it is left out."""
    for name, content in files.items():
        path = Path(name)
        if path.is_absolute() or ".." in path.parts:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def run_kernel(shell: GradingShell, sock: socket.socket, examiner: bool) -> None:
    """Be a kernel until the driver is gone; does not return."""
    kernel = Kernel(shell, Channel(sock, take_files=True), examiner)
    try:
        kernel.loop()
    finally:
        os._exit(0)
