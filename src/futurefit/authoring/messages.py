"""Whether tests speak to an officer: in sentences, each naming its idea, never a bare assert or a traceback."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from futurefit.authoring.judge import Verdict
from futurefit.authoring.lab import HIDDEN_TESTS, Lab, regions

_EXPECT = {"expect": 2, "expect_error": 2, "expect_unchanged": 2}  # place of the words among the arguments
_START = re.compile(r"[A-Z“\"'‘(\d]|[a-z]\b|\w+[_(.=]")  # a capital, a quotation, a number, a name of the code
_RAW = re.compile(r"(^|: )(?!ValueError: )[A-Z]\w*(Error|Exception)(:|$)")


def in_pythons_words(text: str) -> bool:
    """Whether a message is one of Python's own errors; those of a ValueError are often the answer's own.

    >>> in_pythons_words("The fares are added: TypeError: 'int' object is not iterable")
    True
    >>> in_pythons_words("The mean is found: ValueError: There are no buses.")
    False
    """
    return bool(_RAW.search(text))


def reads_as_sentence(text: str) -> bool:
    """Whether an officer can read a message: several words, and no error of Python in the place of words.

    >>> reads_as_sentence("Another price gives another fare: Does the function use the price that it is given?")
    True
    >>> reads_as_sentence("Another price gives another fare: TypeError: 'int' object is not iterable")
    False
    """
    return len(text.split()) >= 4 and bool(_START.match(text.strip())) and not in_pythons_words(text)


def names_an_idea(title: str) -> bool:
    """Whether what a check says was asked is more than a label: at least three words, begun like a sentence."""
    return len(title.split()) >= 3 and bool(_START.match(title.strip()))


def problems_in_text(lab: Lab) -> Iterator[tuple[str, str]]:
    """What is wrong with the tests as they are written: (test, what), for all tests of a lab."""
    answers = {name for task in lab.tests_by_task for name in _defined(lab.cell(task).source)}
    for test in lab.tests:
        source = lab.cell(test).source
        try:
            tree = ast.parse(source)
        except SyntaxError as error:
            yield test, f"is not Python: {error.msg} (line {error.lineno} of the cell)"
            continue
        yield from ((test, what) for what in _problems_of(tree, regions(source, HIDDEN_TESTS), answers))


def problems_when_run(known: Iterable[Verdict], others: Iterable[Verdict] = ()) -> Iterator[tuple[str, str]]:
    """What is wrong with the messages that failing tests gave: (test, what), each once.

    Args:
        known: of the blank and of the misconceptions that the author knows: each message must be a sentence.
        others: of whatever else was judged: at least a card must come, not a traceback.
    """
    told = set()
    for verdict, in_words in [*((v, True) for v in known), *((v, False) for v in others)]:
        for test, failure in verdict.failures.items():
            if failure.kind in ("", "TimeLimit") or test in told:
                continue
            if failure.kind != "CheckFailed":
                what = f"ends in “{failure}” and not in a card; put that line inside a “with check(…)” block"
            elif in_words and not reads_as_sentence(failure.message):
                what = f"says “{failure.message}”, which is no sentence to an officer; add one that names the slip"
            else:
                continue
            told.add(test)
            yield test, f"{what} (seen with {verdict.name})"


def _problems_of(tree: ast.Module, hidden: list[tuple[int, int]], answers: set[str]) -> Iterator[str]:
    titles: dict[bool, list[str]] = {True: [], False: []}
    for node in tree.body:
        within = any(first <= node.lineno < end for first, end in hidden)
        if (title := _title(node)) is not None:
            titles[within].append(title)
            if not names_an_idea(title):
                yield f"line {node.lineno}: “check({title!r})” names no idea; say in a sentence what was asked"
        elif isinstance(node, ast.Assert) or (_runs(node) and _called(node) & (answers | _EXPECT.keys())):
            part = "a hidden test that names no idea" if within else "a test"
            yield f"line {node.lineno}: {part} outside of “with check(…)”, so that an officer gets a traceback"
    if hidden and not titles[True]:
        yield "the hidden tests have no “with check(…)” of their own that names their idea"
    for title in sorted(set(titles[True]) & set(titles[False])):
        yield f"the visible and the hidden test bear the same name, “{title}”; name what the hidden one adds"
    for inner in ast.walk(tree):
        if isinstance(inner, ast.Assert):
            yield f"line {inner.lineno}: a bare assert says nothing to an officer; write expect(got, want, why)"
        if isinstance(inner, ast.Call) and _called_name(inner) in _EXPECT and not _has_words(inner):
            yield f"line {inner.lineno}: {_called_name(inner)}(…) without its words; add why, as a sentence"


def _title(node: ast.stmt) -> str | None:
    """What a `with check("…")` block says was asked; None for any other statement."""
    if not isinstance(node, ast.With):
        return None
    call = node.items[0].context_expr
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "check" and call.args):
        return None
    text = call.args[0]
    if isinstance(text, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in text.values)
    return str(text.value) if isinstance(text, ast.Constant) else "a text that is made when it runs"


def _has_words(call: ast.Call) -> bool:
    place = _EXPECT[_called_name(call)]
    words = call.args[place] if len(call.args) > place else None
    for keyword in call.keywords:
        if keyword.arg in ("why", "what", None):
            words = keyword.value
    return words is not None and not (isinstance(words, ast.Constant) and not str(words.value or "").strip())


def _called(node: ast.stmt) -> set[str]:
    return {_called_name(inner) for inner in ast.walk(node) if isinstance(inner, ast.Call)}


def _called_name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _runs(node: ast.stmt) -> bool:
    """Whether a statement does something when the cell is run, other than to define a name for later."""
    return not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom)


def _defined(source: str) -> set[str]:
    return {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
