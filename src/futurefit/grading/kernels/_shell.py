"""The shell of a kernel: IPython, whose outputs go out as messages while a cell runs.

A full Jupyter kernel takes forty milliseconds to start and some more for each cell, most of it for sockets and threads
that grading has no use for. This is the same IPython, with the outputs of a notebook, made once and then forked.
"""

from __future__ import annotations

import io
import sys
import threading
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Any as AnyTrait
from traitlets import Type
from traitlets.config import Config

Emit = Callable[[dict[str, Any]], None]
MOST_OUTPUT = 8 * 2**20  # characters of one cell that are sent on; the rest is dropped here, and cut shorter later
_TOGETHER = 32 * 1024  # characters of printing that are sent together


class _Stream(io.TextIOBase):
    """sys.stdout or sys.stderr of a cell."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, name: str, shell: GradingShell) -> None:
        self.name = f"<{name}>"
        self._name, self._shell = name, shell
        self._kept: list[str] = []
        self._size = 0
        self._lock = threading.RLock()

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1 if self._name == "stdout" else 2

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        with self._lock:
            self._kept.append(text)
            self._size += len(text)
            if self._size > _TOGETHER:
                self.flush()
        return len(text)

    def flush(self) -> None:
        with self._lock:
            if self._kept:
                text, self._kept, self._size = "".join(self._kept), [], 0
                self._shell.emit({"output_type": "stream", "name": self._name, "text": text})


class _Publisher(DisplayPublisher):
    """display(): sends what is shown, with the name under which it may be updated later."""

    def publish(
        self,
        data: Any,
        metadata: Any = None,
        source: Any = None,
        *,
        transient: Any = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        output: dict[str, Any] = {"output_type": "display_data", "data": dict(data), "metadata": dict(metadata or {})}
        if name := (transient or {}).get("display_id"):
            output["display_id"] = str(name)
            output["update"] = update
        self.shell.emit(output)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.emit({"output_type": "clear", "wait": bool(wait)})


class _Hook(DisplayHook):
    """The value of a cell's last line."""

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        output = {"output_type": "execute_result", "data": dict(format_dict), "metadata": dict(md_dict or {})}
        self.shell.emit(output)

    def finish_displayhook(self) -> None:
        pass


class GradingShell(InteractiveShell):
    """IPython whose outputs go to `sink`, as the outputs of a notebook's cell.

    Attributes:
        sink: called with each output: a map in nbformat's form (`output_type`, `text` or `data` …), or `clear`.
    """

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)
    sink: Emit | None = AnyTrait(None, allow_none=True)

    def __init__(self, **kwargs: Any) -> None:
        config = Config()
        config.HistoryManager.enabled = False  # it would start a thread, and a thread does not survive a fork
        config.InteractiveShell.colors = "nocolor"
        super().__init__(config=config, **kwargs)
        self._sent = 0

    def init_io(self) -> None:
        pass

    def enable_gui(self, gui: Any = None) -> None:
        pass

    def ask_exit(self) -> None:
        """exit() in a cell ends nothing: the cells after it are still to be graded."""

    def emit(self, output: dict[str, Any]) -> None:
        """Send one output on, unless the cell has sent too much already; an error is always sent."""
        if self.sink is None:
            return
        if output["output_type"] != "stream":
            sys.stdout.flush()
            sys.stderr.flush()
        size = len(output["text"]) if "text" in output else sum(len(str(v)) for v in output.get("data", {}).values())
        if self._sent > MOST_OUTPUT and output["output_type"] != "error":
            return
        if output["output_type"] == "stream":
            output["text"] = output["text"][: MOST_OUTPUT + 1 - self._sent]
        self._sent += size
        self.sink(output)

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        try:
            value = str(evalue)
        except BaseException as error:  # an officer's own error may not even print
            value = f"an error that cannot be shown ({type(error).__name__})"
        lines = [str(line) for line in (stb if isinstance(stb, list) else [stb])]
        self.emit(
            {"output_type": "error", "ename": getattr(etype, "__name__", "Error"), "evalue": value, "traceback": lines}
        )

    def run(self, source: str, sink: Emit) -> bool:
        """Run one cell; its outputs go to `sink` as they come.

        Returns:
            Whether it came to its end without an error.
        """
        self.sink, self._sent = sink, 0
        with _captured(self):
            result = self.run_cell(source, store_history=True)
        self.sink = None
        return bool(result.success)


@contextmanager
def _captured(shell: GradingShell) -> Any:
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _Stream("stdout", shell), _Stream("stderr", shell)
    ours = sys.stdout, sys.stderr
    try:
        yield
    finally:
        for stream in ours:
            stream.flush()
        sys.stdout, sys.stderr = before
