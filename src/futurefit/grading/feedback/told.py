"""What a test may tell an officer: what it asked, whether that holds, and its author's words; nothing that is hidden.

Hidden is whatever the officer was not given with the lab. Of a hidden check a page may say its title, passed or not,
and the author's message. It must not show the check's source or a traceback, and not what came back either: a function
that returns what it was called with would print the hidden data there. So nothing of a test cell's output is shown as
it is. The cards in it are read, matched with the checks in the test's source, and told again in words that are known.
"""

from __future__ import annotations

import ast
import builtins
import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from futurefit.grading.engine._changes import WHY as COMPARED
from futurefit.grading.feedback.cleaning import ESCAPES

State = Literal["passed", "failed", "not tried"]

# The kit's cards (futurefit.kit.cards), as they stand in an output; what they say is escaped, so it holds no “<”.
_CARD = re.compile(r'<b style="color:[^"]*">([✔✘])</b> <b>([^<]*)</b></div>(.*)', re.DOTALL)
_LINE = re.compile(r'<span style="color:[^"]*">([^<]*)</span> <span style="white-space:pre-wrap">([^<]*)</span></div>')
_BEGIN, _END = re.compile(r"\s*### BEGIN HIDDEN TESTS\b"), re.compile(r"\s*### END HIDDEN TESTS\b")
_WHY, _EXPECTED = "Why:", "What was expected:"
_BLANK = "This task is still blank. Write your answer in the cell above, run that cell, then run this one."
_CHANGED = re.compile(r"Your function changed .{1,80} that it was given\. Work on a copy, .{0,60}")
_ERRORS = {name for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, BaseException)}
_LAST_LINE = re.compile(r"^(\w+)(?::|$)")


@dataclass(frozen=True)
class Part:
    """One check of a test, as it may be told.

    Attributes:
        asked: the check's title; "" for what stands outside of any check.
        state: whether it holds; "not tried" where a check before it did not.
        lines: (label, text) pairs for one that failed: what came back and what was expected, if the officer was given
            the check, and why.
        hidden: whether the officer was not given the check.
    """

    asked: str
    state: State
    lines: tuple[tuple[str, str], ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class _Check:
    asked: str
    title: re.Pattern[str]
    hidden: bool


@dataclass(frozen=True)
class _Card:
    good: bool
    title: str
    lines: tuple[tuple[str, str], ...]
    error: str  # the type of the error that its folded detail names


def title_of(source: str, given: str | None) -> str:
    """The words of a test's first check, or "" where it has none."""
    checks = _checks(source, given)
    return checks[0].asked if checks else ""


def has_hidden(source: str, given: str | None) -> bool:
    """Whether a test has a part that the officer was not given."""
    return given is None or _plain(source) != _plain(given)


def tell(
    source: str, given: str | None, outputs: Sequence[Mapping[str, Any]], passed: bool, others: Iterable[str] = ()
) -> list[Part]:
    """A test told again, check by check, in the order of its source.

    Args:
        source: the whole test cell, hidden parts included.
        given: the same cell as the officer was given it; None if there was none, so that all of it is hidden.
        outputs: of the cell, when it was graded.
        passed: whether it has full points, which decides.
        others: the sources of the lab's other cells, whose messages a test may use.
    """
    words = _words_of(tuple(dict.fromkeys([*others, source])))
    cards = [card for output in outputs if (card := _card(output))]
    parts: list[Part] = []
    stopped = False
    for check in _checks(source, given):
        card = next((card for card in cards if check.title.fullmatch(card.title)), None)
        if card is not None:
            cards.remove(card)
        asked = card.title if card and not check.hidden else check.asked
        if passed or (card and card.good and not stopped):
            parts.append(Part(asked, "passed", hidden=check.hidden))
        elif stopped or card is None:
            parts.append(Part(asked, "not tried", hidden=check.hidden))
        else:
            stopped = True
            lines = _known_lines(card, words) if check.hidden else card.lines
            parts.append(Part(asked, "failed", lines, check.hidden))
    if not passed and not stopped:
        parts.append(Part("", "failed", _outside(outputs, has_hidden(source, given), words), has_hidden(source, given)))
    return parts


# ------------------------------------------------------------------------------------------------ the test's source


def _plain(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.strip().splitlines() if line.strip())


@lru_cache(maxsize=256)
def _checks(source: str, given: str | None) -> tuple[_Check, ...]:
    """The checks of a test cell in their order, found in its source without running it."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):  # another language than Python
        return ()
    marked = _marked_lines(source)
    shown = _plain(given or "")
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.With) or not (title := _title(node)):
            continue
        asked, pattern = title
        block = _plain(ast.get_source_segment(source, node) or source)
        hidden = node.lineno in marked or block not in shown
        found.append((node.lineno, _Check(asked, pattern, hidden)))
    checks = [check for _, check in sorted(found, key=lambda each: each[0])]
    # Where a hidden check bears the name of a visible one, nobody can tell which of them a card speaks of.
    secret = {check.asked for check in checks if check.hidden}
    return tuple(_Check(c.asked, c.title, c.asked in secret) for c in checks)


def _marked_lines(source: str) -> set[int]:
    inside, found = False, set()
    for number, line in enumerate(source.splitlines(), 1):
        inside = (inside or bool(_BEGIN.match(line))) and not _END.match(line)
        if inside:
            found.add(number)
    return found


def _title(node: ast.With) -> tuple[str, re.Pattern[str]] | None:
    call = node.items[0].context_expr
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "check" and call.args):
        return None
    return _text(call.args[0])


def _text(node: ast.expr) -> tuple[str, re.Pattern[str]] | None:
    """A text of the source as people read it, with “…” for what is filled in when it runs, and as a pattern."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value, re.compile(re.escape(node.value), re.DOTALL)
    if isinstance(node, ast.JoinedStr):
        said = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
        pattern = "".join(".{0,200}" if each is None else re.escape(str(each)) for each in said)
        return "".join("…" if each is None else str(each) for each in said), re.compile(pattern, re.DOTALL)
    return None


class _Words:
    """The messages that the lab's author wrote: what a failed hidden test may say."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._fixed: set[str] = {_BLANK, COMPARED}
        self._filled: list[re.Pattern[str]] = [_CHANGED]
        for source in sources:
            try:
                tree = ast.parse(source)
            except (SyntaxError, ValueError):
                continue
            for node in ast.walk(tree):
                if isinstance(node, ast.Assert) and isinstance(node.msg, ast.Constant):
                    self._fixed.add(str(node.msg.value))
                elif isinstance(node, ast.JoinedStr) and (text := _text(node)) and len(text[0].split()) > 2:
                    self._filled.append(text[1])
                elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value.strip():
                    self._fixed.add(node.value)

    def know(self, text: str, of_expect: bool) -> bool:
        """Whether a message is the author's. One with values in it is believed of `expect` only.

        An officer's function can raise an error with any text, but `expect` alone says what was expected, too.
        """
        return text in self._fixed or (of_expect and any(each.fullmatch(text) for each in self._filled))


@lru_cache(maxsize=8)
def _words_of(sources: tuple[str, ...]) -> _Words:
    return _Words(sources)  # the same for every test of a lab, and for every officer


# ------------------------------------------------------------------------------------------------ what came of it


def _card(output: Mapping[str, Any]) -> _Card | None:
    """The kit's card in an output; None if it is anything else."""
    data = output.get("data", {}).get("text/html")
    found = _CARD.search(data) if isinstance(data, str) else None
    if not found:
        return None
    above, _, folded = found[3].partition("<details")
    lines = tuple((html.unescape(label), html.unescape(text)) for label, text in _LINE.findall(above))
    last = html.unescape(re.sub(r"<[^>]*>", "", folded)).strip().splitlines()[-1:] or [""]
    return _Card(found[1] == "✔", html.unescape(found[2]), lines, _error_name(last[0]))


def _error_name(line: str) -> str:
    """The built-in error that a line begins with. Any other name could be made of data, by who defined it."""
    found = _LAST_LINE.match(line.strip())
    return found[1] if found and found[1] in _ERRORS else ""


def _known_lines(card: _Card, words: _Words) -> tuple[tuple[str, str], ...]:
    """Of a hidden check's card, its author's message; where there is none, what can be said without the data."""
    why = dict(card.lines).get(_WHY, "")
    if why and words.know(why, any(label == _EXPECTED for label, _ in card.lines)):
        return ((_WHY, why),)
    return ((_WHY, _without_data(card.error)),)


def _without_data(error: str) -> str:
    if error and error != "AssertionError":
        return f"Your code stopped with an error ({error}) when this was tried with data that you have not seen."
    return "The result is not what was asked for."


def _outside(outputs: Sequence[Mapping[str, Any]], hidden: bool, words: _Words) -> tuple[tuple[str, str], ...]:
    """Why a test has not its full points where no check says so: an error outside of any, or points in part."""
    error = next((output for output in outputs if output.get("output_type") == "error"), None)
    if error is None:
        return ()
    name, message = str(error.get("ename", "")), ESCAPES.sub("", str(error.get("evalue", ""))).strip()
    own_words = name in ("AssertionError", "CheckFailed") or message == COMPARED
    if message and not hidden:
        return ((_WHY, message if own_words else f"{name}: {message}"),)
    # A check's own error is “title: why”.
    said = [text for text in (message, message.partition(": ")[2]) if text and words.know(text, of_expect=False)]
    return ((_WHY, said[0] if said else _without_data(name if name in _ERRORS else "")),)


def quoted(text: str, secret: Iterable[str]) -> bool:
    """Whether a text quotes a line of a hidden test, however it is spaced, quoted or escaped."""
    letters = _letters(text)
    return any(line in letters for line in secret)


def secret_lines(tests: Iterable[tuple[str, str | None]]) -> list[str]:
    """The lines of tests (source, as given to the officer) that no officer was given, for `quoted`."""
    tests = list(tests)
    known = {letters for _, given in tests for letters in _lines_in_letters(given or "")}
    found = {letters for source, _ in tests for letters in _lines_in_letters(source)}
    return sorted(line for line in found - known if len(line) > 14)


def _lines_in_letters(text: str) -> Iterator[str]:
    return (_letters(line) for line in text.splitlines())


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"\\[nrt]", " ", ESCAPES.sub("", html.unescape(text))))
