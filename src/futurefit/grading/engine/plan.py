"""What a lab's source notebook says about grading it: which cells set up, ask, test or explore, and what passes.

Read from the source notebook alone, before any submission is seen.
"""

from __future__ import annotations

import ast
import json
import symtable
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager

Cell = dict[str, Any]
# What has names of its own inside.
_INNER = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)
# Functions whose result is a class.
_MAKERS = {"namedtuple", "NamedTuple", "make_dataclass", "Enum", "IntEnum", "StrEnum", "Flag", "type"}
# A trusted cell with one of these may use any name.
_ANY_NAME = {"globals", "locals", "vars", "eval", "exec", "get_ipython", "dir"}


class Kind(Enum):
    """What a code cell is for."""

    SETUP = "set-up"  # the lab's own, run in both kernels
    ANSWER = "answer"  # the officer's
    TEST = "test"  # gives points by itself
    EXPLORE = "explore"  # shows the officer something; run in the officer's kernel alone


@dataclass(frozen=True)
class Step:
    """A code cell of the source.

    Attributes:
        seconds: a time limit of its own, from the cell's metadata `futurefit.seconds`; None for the usual one.
    """

    kind: Kind
    name: str  # grade_id, or the cell's id
    source: str
    seconds: float | None = None


@dataclass(frozen=True)
class Plan:
    """How a lab is graded.

    Attributes:
        steps: its code cells, in order.
        answers: names that the solution cells bind, and tests or set-up cells use.
        changed: names that set-up cells bind and solution cells change in place.
        classes: classes that the lab asks officers to write, each with the names that its model answer gives it: its
            methods and attributes, and “*” where operators come from elsewhere (a decorator, a library's class).
        preload: modules that its cells import.
        inside: whether the lab says that its tests need the officer's own process.
        reads: names that the model answer's functions read and do not bind themselves.
    """

    steps: tuple[Step, ...]
    answers: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    preload: tuple[str, ...] = ()
    inside: bool = False
    reads: frozenset[str] = frozenset()
    blank: frozenset[str] = frozenset()  # solution cells that bind nothing: the source has no model answer there
    used: frozenset[str] = frozenset()
    uses_any: bool = False
    own: frozenset[str] = frozenset()  # names that set-up cells bind
    places: dict[str, int] = field(default_factory=dict)  # name of a step -> its place
    # What the model answer gets (see _changes): for these tests, points by test. One thread at a time asks it.
    model_points: dict[str, dict[str, tuple[float, float]]] = field(default_factory=dict, compare=False)
    doubted: set[str] = field(default_factory=set, compare=False)  # tests that were run once more without changes
    model_turn: threading.Lock = field(default_factory=threading.Lock, compare=False)

    @property
    def leading(self) -> tuple[str, ...]:
        """Sources of the set-up cells before the first answer or test."""
        found = []
        for step in self.steps:
            if step.kind in (Kind.ANSWER, Kind.TEST):
                break
            if step.kind is Kind.SETUP:
                found.append(step.source)
        return tuple(found)

    def extra(self, written: set[str]) -> list[str]:
        """Names to bring over besides `answers`.

        Args:
            written: names that the officer binds in cells for which the source has no model answer. What the lab has
                under such a name is never replaced.
        """
        other = written - self.answers - self.own - self.changed
        return sorted(name for name in other if not name.startswith("_") and (self.uses_any or name in self.used))


def kind_of(cell: Cell) -> Kind:
    """What a code cell is for, by nbgrader's metadata and the tag `explore`."""
    marks = cell.get("metadata", {}).get("nbgrader") or {}
    if marks.get("solution"):
        return Kind.ANSWER
    if marks.get("grade"):
        return Kind.TEST
    return Kind.EXPLORE if "explore" in (cell.get("metadata", {}).get("tags") or []) else Kind.SETUP


def text_of(cell: Cell) -> str:
    """A cell's source, which notebooks may hold as a list of lines."""
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(map(str, source))


def name_of(cell: Cell) -> str:
    """A cell's grade_id, or its id where it has none."""
    return str((cell.get("metadata", {}).get("nbgrader") or {}).get("grade_id") or cell.get("id") or "")


def read_plan(source: str) -> Plan:
    """The plan of a lab.

    Args:
        source: JSON of its source notebook.

    Raises:
        ValueError: it is no notebook of Python.
    """
    notebook = json.loads(source)
    language = notebook.get("metadata", {}).get("kernelspec", {}).get("language", "python")
    if str(language).lower() not in ("python", "python3", ""):
        raise ValueError(f"its cells are in {language}, and only Python is graded here")
    steps, answers, bound, own, changed = [], set(), set(), set(), set()
    used: set[str] = set()
    classes: dict[str, tuple[str, ...]] = {}
    blank: set[str] = set()
    reads: set[str] = set()
    modules: dict[str, None] = {}
    for cell in notebook.get("cells", []):
        if cell.get("cell_type") != "code":
            continue
        step = Step(kind_of(cell), name_of(cell), text_of(cell), _seconds(cell))
        steps.append(step)
        tree = parse(step.source)
        modules |= dict.fromkeys(_imports(tree))
        if step.kind is Kind.ANSWER:
            binds = bound_names(tree)
            bound |= binds
            blank |= set() if binds else {step.name}
            changed |= _changed_names(tree)
            reads |= _read_by_functions(tree)
            classes |= _classes(tree)
        elif step.kind is not Kind.EXPLORE:
            used |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
            if step.kind is Kind.SETUP:
                own |= bound_names(tree)
    uses_any = bool(used & _ANY_NAME)
    answers = {name for name in bound if uses_any or name in used or name in classes}
    return Plan(
        steps=tuple(steps),
        answers=frozenset(answers),
        changed=frozenset((changed & own) - bound),
        classes=classes,
        preload=tuple(modules),
        inside=_says_inside(notebook),
        reads=frozenset(reads),
        blank=frozenset(blank),
        used=frozenset(used),
        uses_any=uses_any,
        own=frozenset(own),
        places={step.name: place for place, step in enumerate(steps)},
    )


def imports_of(source: str) -> str:
    """The import statements at the top level of a cell, as source."""
    statements = [node for node in parse(source).body if isinstance(node, ast.Import | ast.ImportFrom)]
    return "\n".join(ast.unparse(node) for node in statements)


def parse(source: str) -> ast.Module:
    """A cell's syntax tree, with magics as IPython reads them; empty where it is no Python."""
    try:
        return ast.parse(TransformerManager().transform_cell(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module([], [])


def bound_names(tree: ast.Module) -> set[str]:
    """The names that a cell binds at its top level, other than by importing."""
    found: set[str] = set()
    for node in _top_level(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                found.add(name)
    return found


def _top_level(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes that run when the cell runs: not the insides of functions, classes and comprehensions."""
    for node in ast.iter_child_nodes(tree):
        yield node
        if not isinstance(node, _INNER):
            yield from _top_level(node)


def _changed_names(tree: ast.Module) -> set[str]:
    """Names whose values a cell changes in place: x[0] = …, x.y = …, x += …, x.append(…), del x[0]."""
    found = set()
    for node in _top_level(tree):
        match node:
            case ast.Subscript(ctx=ast.Store() | ast.Del()) | ast.Attribute(ctx=ast.Store() | ast.Del()):
                found.add(_root(node))
            case ast.Expr(value=ast.Call(func=ast.Attribute() as target)):
                found.add(_root(target))
    return found - {""}


def _read_by_functions(tree: ast.Module) -> set[str]:
    """The global names that a cell's functions read, its methods' and lambdas' among them."""
    try:
        waiting = symtable.symtable(ast.unparse(tree), "cell", "exec").get_children()
    except (SyntaxError, ValueError, RecursionError):
        return set()
    found: set[str] = set()
    while waiting:
        scope = waiting.pop()
        waiting += scope.get_children()
        found |= {one.get_name() for one in scope.get_symbols() if one.is_global() and one.is_referenced()}
    return found


def _root(node: ast.AST) -> str:
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def _classes(tree: ast.Module) -> dict[str, tuple[str, ...]]:
    """The classes that a cell makes, with the names that they have."""
    found = {}
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef():
                found[node.name] = tuple(sorted(_names_of_class(node)))
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=made)) if _made_by(made) in _MAKERS:
                found[name] = ("*",)  # Point = namedtuple("Point", …)
    return found


def _names_of_class(node: ast.ClassDef) -> Iterator[str]:
    if node.decorator_list or any(not isinstance(base, ast.Name) or base.id != "object" for base in node.bases):
        yield "*"
    for inner in ast.walk(node):
        match inner:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.Attribute(attr=name, value=ast.Name()) | ast.Name(id=name, ctx=ast.Store()):
                yield name


def _made_by(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _seconds(cell: Cell) -> float | None:
    value = (cell.get("metadata", {}).get("futurefit") or {}).get("seconds")
    return float(value) if isinstance(value, int | float) and 0 < value < sys.maxsize else None


def _says_inside(notebook: dict[str, Any]) -> bool:
    if (notebook.get("metadata", {}).get("futurefit") or {}).get("inside"):
        return True
    tests = [
        cell for cell in notebook.get("cells", []) if cell.get("cell_type") == "code" and kind_of(cell) is Kind.TEST
    ]
    return any("inside" in (cell.get("metadata", {}).get("tags") or []) for cell in tests)
