"""Which cells of a notebook could not be run, so that no check judges an older answer in place of the one that is seen.

An answer cell with a missing colon defines nothing: the function of the cell's last good run stays, and checks of it
would talk of other things. So a cell that ends in an error is remembered by the names that it would have given, one
card says in plain words what stopped it, and a check that uses such a name says only where to look first.
"""

from __future__ import annotations

import ast
import re
import sys
from typing import Any

from futurefit.kit.cards import in_plain_words, show_card, technical_detail

_GIVES = re.compile(r"^(?:async )?(?:def|class) +(\w+)|^(\w+) *(?::[^=\n]*)?=(?!=)", re.MULTILINE)
_stopped: dict[str, str] = {}  # name -> what to tell a check that uses it
_running = ""  # the source of the cell that runs now


def watch() -> None:
    """Begin to watch the cells of this notebook; once is enough. Elsewhere than in a notebook's kernel, nothing."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is not None and hasattr(shell, "kernel") and not getattr(shell, "_futurefit_watches", False):
        shell._futurefit_watches = True
        shell.events.register("pre_run_cell", before)
        shell.events.register("post_run_cell", after)


def before(info: Any) -> None:
    """IPython's event before a cell runs; `info.raw_cell` is its source."""
    global _running
    _running = info.raw_cell or ""


def after(result: Any) -> None:
    """IPython's event after a cell has run or failed (`IPython.core.interactiveshell.ExecutionResult`)."""
    global _running
    _running = ""
    gives = {first or second for first, second in _GIVES.findall(result.info.raw_cell or "")}
    for name in gives:
        _stopped.pop(name, None)
    error = result.error_before_exec or result.error_in_exec
    if error is None or hasattr(error, "asked"):  # a check has shown its own card
        return
    if isinstance(error, NotImplementedError):  # as released: the checks say that the task is blank
        _stopped.update(dict.fromkeys(gives, in_plain_words(error)))
        return
    unread = isinstance(error, SyntaxError) and result.error_in_exec is None
    how = "could not be read" if unread else "stopped before its end"
    for name in gives:
        _stopped[name] = (
            f"The cell that makes “{name}” {how}, so this has not been checked yet. The card below that cell says what "
            "to mend. Then run it, and run this one."
        )
    if isinstance(error, Exception):
        title = "This cell could not be read, so nothing in it has been run." if unread else "This cell stopped."
        show_card("bad", title, [("Why:", in_plain_words(error))], folded="" if unread else technical_detail(error))


def look_first() -> str | None:
    """What to mend before the check that runs now can say anything, or None if nothing is in its way."""
    if not _stopped:
        return None
    try:
        names = [node for node in ast.walk(ast.parse(_running)) if isinstance(node, ast.Name)]
    except SyntaxError:  # a cell with a command of the notebook's own, such as %timeit
        return None
    own = {name.id for name in names if isinstance(name.ctx, ast.Store)}
    return next((_stopped[name.id] for name in names if name.id in _stopped and name.id not in own), None)


def running() -> str:
    """The source of the cell that runs now, as far as it is known."""
    return _running
