"""The mistakes that beginners make, each with the sentence that helps: what Python's message means, and what to do.

The catalogue is mistakes.toml, a table of patterns over messages. A message is also all that crosses from an officer's
kernel to the tests', so nothing here needs a traceback; where there is one, a wrong name is compared with those known.
"""

from __future__ import annotations

import builtins
import difflib
import re
import tomllib
import traceback
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

#: What stands for a blank in a hint. Four underscores, since IPython itself gives a meaning to one, two and three.
BLANK = "____"
TO_FILL_IN = f"There is still a {BLANK} to fill in."

# What a card adds of Python's own words, where the sentence alone would leave out which name, kind or text it is about.
_WORDS_HELP = (
    TypeError,
    ValueError,
    AttributeError,
    ModuleNotFoundError,
    FileNotFoundError,
    UnicodeError,
    OverflowError,
)
_OTHER_LANGUAGES = {"true": "True", "false": "False", "none": "None", "null": "None"}


def explain(error: BaseException) -> str | None:
    """What this error means to somebody who does not program, or None where the catalogue does not have it.

    Args:
        error: as raised by an officer's code, or rebuilt from its kind and message.
    """
    if isinstance(error, SyntaxError):
        return _say(error, error.msg or "", line=str(error.lineno or "?"))
    if isinstance(error, NameError) and not isinstance(error, UnboundLocalError):
        return _unknown_name(error)
    text = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    if isinstance(error, KeyError) and not re.match(r"None of|-?\d+$", text):
        text = str(error)  # with its quotation marks
    said = _say(error, text)
    if said is None:
        return None
    if isinstance(error, AttributeError):
        said += _like(getattr(error, "name", None), lambda: dir(error.obj))
    words = f" (Python says: {text})" if isinstance(error, _WORDS_HELP) and text and len(text) <= 160 else ""
    return said + words


@lru_cache(maxsize=1)
def _catalogue() -> list[tuple[type[BaseException], re.Pattern[str], str]]:
    """Each mistake: the kind of error, what its message contains, and what to say."""
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return [
        (getattr(builtins, each["kind"]), re.compile(each.get("message", "")), each["says"])
        for each in tomllib.loads(text)["mistake"]
    ]


def _say(error: BaseException, message: str, **known: str) -> str | None:
    for kind, pattern, says in _catalogue():
        if isinstance(error, kind) and (found := pattern.search(message[:2000])):
            caught = {str(number): group or "" for number, group in enumerate(found.groups(), 1)} | known
            return re.sub(r"\{(\w+)\}", lambda name, of=caught: of.get(name[1], name[0]), says)  # type: ignore[misc]
    return None


def _unknown_name(error: NameError) -> str:
    found = re.search(r"name '(\w+)'", str(error))
    name = getattr(error, "name", None) or (found[1] if found else str(error))
    if name == BLANK:
        return f"{TO_FILL_IN} Write in its place what the hint or the text above asks for."
    if name.lower() in _OTHER_LANGUAGES:
        return f"Python writes “{name}” as {_OTHER_LANGUAGES[name.lower()]}."
    where, line = _place(error)
    if re.search(rf"\[\s*{re.escape(name)}\s*\]", line):
        return (
            f"“{name}” stands in square brackets without quotation marks, so Python looks for a value of that name. "
            f'A column or an entry is written ["{name}"].'
        )
    like = _like(name, lambda: [*where, *dir(builtins)])
    return (
        f"The name “{name}” is not known here.{like} Either a cell above has not been run yet (menu Run ▸ Run All "
        "Above Selected Cell), or it shows red text, or the name is spelled differently. A text needs quotation marks."
    )


def _place(error: BaseException) -> tuple[list[str], str]:
    """The names that exist where the error arose, and the line; nothing where it arose in another kernel."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if last is None:
        return [], ""
    frame = last.tb_frame
    return [*frame.f_locals, *frame.f_globals], traceback.extract_tb(last)[-1].line or ""


def _like(name: str | None, names: Callable[[], Any]) -> str:
    """“ Did you mean …?” where a name that exists is spelled nearly as this one."""
    if not name:
        return ""
    try:
        known = [other for other in names() if not other.startswith("_") and other != name]
    except Exception:  # an officer's own object need not list its names
        return ""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
    return f" Did you mean “{near[0]}”?" if near else ""
