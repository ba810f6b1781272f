"""Run a lab's cells in a process of its own, and fork it at each solution cell: one child an answer.

What comes before an answer's first own cell is run once for all of them, so that judging one takes little more than
its tests. `judge` starts this file as a program: a request comes in on stdin, and results go out on stdout, one JSON
line each, short enough to be written whole by several children at once. It imports nothing of this package, since each
start would pay for it.

Request: folder (to run in), cells (id, source, test, explore; hidden: its hidden regions, each as its first line and
the line after its last), answers (cells by id; scope: tests after which it ends, or null; go_on: it ends there only if
one was lost), workers, cell_seconds (of CPU), answer_seconds, explore, today (ISO, or "").
Result: answer (its place, -1 for the model) with test, message ("" when it passed), kind (of the error) and hidden
(whether it failed in a hidden region); or with cell, message and kind where a cell itself failed; or with seconds at
its end.
"""

from __future__ import annotations

import ast
import builtins
import datetime
import importlib
import json
import os
import resource
import signal
import sys
import time
import types
from contextlib import redirect_stderr, redirect_stdout, suppress
from typing import Any

MODEL = -1
LONGEST = 700  # characters of a message: a line of results must fit into one write to a pipe (4096 bytes)
MEMORY = 3 << 30  # bytes that an answer may take beyond what the lab itself has


class TimeLimit(KeyboardInterrupt):
    """A cell took too long; no `except Exception` of an answer or a check stops it."""


class Walk:
    """One lab, run once with its model answers and once more from the point where each other answer differs."""

    def __init__(self, request: dict[str, Any], results: int) -> None:
        self.request = request
        self.results = results
        self.cells = [cell for cell in request["cells"] if request["explore"] or not cell["explore"]]
        places = {cell["id"]: place for place, cell in enumerate(self.cells)}
        self.starting: dict[int, list[int]] = {}  # place of a cell → answers that differ from there on
        for number, answer in enumerate(request["answers"]):
            first = min((places[name] for name in answer["cells"]), default=0)
            self.starting.setdefault(first, []).append(number)
        self.alive: dict[int, tuple[int, float]] = {}  # process id → answer, time of its start
        self.shell = _shell()

    def run(self) -> None:
        """Run the model; the answers fork off on the way."""
        start = time.monotonic()
        with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
            for place in range(len(self.cells)):
                for number in self.starting.get(place, ()):
                    self._fork(number, place)
                self._run_cell(place, MODEL, {})
        while self.alive:
            self._wait()
        self._tell(answer=MODEL, seconds=time.monotonic() - start)

    def stop(self, *_: Any) -> None:
        """End at once, with all children."""
        for child in self.alive:
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
        os._exit(0)

    def _fork(self, number: int, place: int) -> None:
        while len(self.alive) >= self.request["workers"]:
            self._wait()
        start = time.monotonic()
        child = os.fork()
        if child == 0:
            try:
                os.setpgid(0, 0)
                self._limit()
                self._finish(number, place)
            finally:
                os._exit(0)
        with suppress(OSError):
            os.setpgid(child, child)  # by both, so that it has happened whoever comes first
        self.alive[child] = number, start

    def _wait(self) -> None:
        child, _ = os.wait()
        if child not in self.alive:  # started by a cell of the lab
            return
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)  # what the answer itself has started
        number, start = self.alive.pop(child)
        self._tell(answer=number, seconds=time.monotonic() - start)

    def _limit(self) -> None:
        """In a child: limits on time and memory, and no stop() of the parent's."""
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        seconds = self.request["answer_seconds"]
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
        with suppress(OSError, ValueError), open("/proc/self/statm") as file:  # on Linux
            size = int(file.read().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, size + MEMORY))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)

    def _finish(self, number: int, start: int) -> None:
        """In a child: run the rest of the lab with one answer's cells."""
        answer = self.request["answers"][number]
        scope = set(answer["scope"] or ())
        seen: set[str] = set()
        lost = False
        for place in range(start, len(self.cells)):
            failed = self._run_cell(place, number, answer["cells"])
            if self.cells[place]["test"]:
                seen.add(self.cells[place]["id"])
                lost = lost or failed is not None
            ends = (lost or not answer["go_on"]) and (scope <= seen or isinstance(failed, TimeLimit))
            if answer["scope"] is not None and ends:
                return

    def _run_cell(self, place: int, number: int, own: dict[str, str]) -> BaseException | None:
        cell = self.cells[place]
        signal.setitimer(signal.ITIMER_VIRTUAL, self.request["cell_seconds"])
        try:
            result = self.shell.run_cell(own.get(cell["id"], cell["source"]), store_history=False)
        except TimeLimit as late:  # raised between the cell's last line and the timer's end
            result, error = None, late
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        if result is not None:
            error = result.error_before_exec or result.error_in_exec
        message = "" if error is None else (str(error) or "no message")[:LONGEST]
        kind = "" if error is None else type(error).__name__
        if cell["test"]:
            line = 0 if error is None else _line(error)
            hidden = any(first <= line < end for first, end in cell["hidden"])
            self._tell(answer=number, test=cell["id"], message=message, kind=kind, hidden=hidden)
        elif error is not None:
            self._tell(answer=number, cell=cell["id"], message=message, kind=kind)
        return error

    def _tell(self, **line: Any) -> None:
        os.write(self.results, (json.dumps(line, ensure_ascii=False) + "\n").encode(errors="replace"))


def _shell() -> Any:
    """IPython as an officer's kernel has it, without its history and without a screen."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False  # it would start a thread, which no fork survives
    config.HistoryManager.hist_file = ":memory:"
    shell = InteractiveShell.instance(config=config)
    shell.display_pub.publish = lambda *args, **kwargs: None
    return shell


def _line(error: BaseException) -> int:
    """The line of the cell at which an error came up; 0 where there is none."""
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_name == "<module>":
            return step.tb_lineno
        step = step.tb_next
    return 0


def _late(*_: Any) -> None:
    raise TimeLimit("The cell took too long and was stopped.")


def import_what_is_imported(texts: list[str]) -> None:
    """Import the libraries of all cells and answers beforehand, so that no child does so again."""
    for text in texts:
        with suppress(SyntaxError):  # an error of that cell, told when it is run
            for node in ast.walk(ast.parse(text)):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and node.module:
                    names = [node.module]
                for name in names:
                    with suppress(Exception):  # told when the cell itself imports it
                        importlib.import_module(name)


def pretend_today(moment: datetime.datetime) -> None:
    """Let the clocks that a lab's cells ask say another day from now on.

    The cells get a `datetime` module of their own: compiled libraries break where they find other classes in the real
    one. Their own clocks are not reached, but for pandas'.
    """
    shift = moment.timestamp() - time.time()
    now, local, utc, text = time.time, time.localtime, time.gmtime, time.strftime

    class AnyDate(type):
        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, datetime.datetime if issubclass(cls, datetime.datetime) else datetime.date)

    class Date(datetime.date, metaclass=AnyDate):
        @classmethod
        def today(cls) -> Any:
            return cls.fromtimestamp(time.time())

    class DateTime(datetime.datetime, metaclass=AnyDate):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Any:
            return cls.fromtimestamp(time.time(), tz)

        @classmethod
        def today(cls) -> Any:
            return cls.fromtimestamp(time.time())

        @classmethod
        def utcnow(cls) -> Any:
            return cls.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)

    time.time = lambda: now() + shift
    time.time_ns = lambda: int((now() + shift) * 1e9)
    time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
    time.gmtime = lambda seconds=None: utc(time.time() if seconds is None else seconds)
    time.strftime = lambda form, when=None: text(form, time.localtime() if when is None else when)
    own, usual_import = types.ModuleType("datetime"), builtins.__import__
    own.__dict__.update(vars(datetime), date=Date, datetime=DateTime)

    def import_(name: str, globals: Any = None, *others: Any) -> Any:
        if name == "datetime" and globals and globals.get("__name__") == "__main__":
            return own
        return usual_import(name, globals, *others)

    builtins.__import__ = import_  # type: ignore[assignment]
    if pandas := sys.modules.get("pandas"):
        pandas.Timestamp.now = classmethod(lambda cls, tz=None: cls(time.time(), unit="s", tz=tz))
        pandas.Timestamp.today = pandas.Timestamp.now


def main() -> None:
    request = json.load(sys.stdin)
    results = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever writes to the screen by number, not by name
    os.environ["MPLBACKEND"] = "agg"
    os.chdir(request["folder"])
    answers = [text for answer in request["answers"] for text in answer["cells"].values()]
    import_what_is_imported([cell["source"] for cell in request["cells"]] + answers)
    walk = Walk(request, results)
    signal.signal(signal.SIGTERM, walk.stop)
    signal.signal(signal.SIGVTALRM, _late)
    if request["today"]:
        pretend_today(datetime.datetime.fromisoformat(request["today"]))
    walk.run()


if __name__ == "__main__":
    main()
