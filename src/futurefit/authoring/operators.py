"""Ways to break a model answer: those of the library Cosmic Ray, and our own where it has none.

Ours are written against its extension interface (https://cosmic-ray.readthedocs.io/en/latest/how-tos/operators.html),
so that all are used in one way. They break what officers most often leave out: the return, a branch, a text, a step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import parso
from cosmic_ray.operators import (
    binary_operator_replacement,
    boolean_replacer,
    break_continue,
    comparison_operator_replacement,
    exception_replacer,
    number_replacer,
    unary_operator_replacement,
    zero_iteration_for_loop,
)
from cosmic_ray.operators.operator import Example, Operator

Positions = Iterator[tuple[tuple[int, int], tuple[int, int]]]


def operators() -> list[tuple[str, Operator]]:
    """All operators, each with the kind of mistake that it makes."""
    chosen: list[tuple[str, Iterable[type[Operator]]]] = [
        ("comparison", filter(_telling, comparison_operator_replacement.operators())),
        ("arithmetic", filter(_telling, binary_operator_replacement.operators())),
        ("arithmetic", unary_operator_replacement.operators()),
        ("constant", (boolean_replacer.ReplaceTrueWithFalse, boolean_replacer.ReplaceFalseWithTrue)),
        ("constant", (number_replacer.NumberReplacer, ReplaceText)),
        ("branch", (boolean_replacer.AddNot, boolean_replacer.ReplaceAndWithOr, boolean_replacer.ReplaceOrWithAnd)),
        ("branch", (break_continue.ReplaceBreakWithContinue, break_continue.ReplaceContinueWithBreak)),
        ("branch", (exception_replacer.ExceptionReplacer, zero_iteration_for_loop.ZeroIterationForLoop)),
        ("branch", (ReplaceCondition,)),
        ("comparison", (ReplaceMembership,)),
        ("arithmetic", (ReplaceAugmented,)),
        ("return", (ReturnNothing,)),
        ("step", (LeaveOutStatement, LeaveOutMethod, LeaveOutKeyword, SwapFunction)),
    ]
    return [(kind, operator()) for kind, classes in chosen for operator in classes]


def _telling(operator: type[Operator]) -> bool:
    """Without shifts, powers and the like in place of arithmetic, and identity or order in place of equality.

    Nobody writes them by mistake, and any test catches most of them: they would only make the score look better.
    """
    _, before, after = operator.__name__.split("_")
    families = [{"Add", "Sub", "Mul", "Div", "FloorDiv", "Mod"}, {"BitOr", "BitAnd"}, {"Is", "IsNot"}]
    families += [{"Lt", "LtE", "Gt", "GtE", "NotEq"}, {"Lt", "LtE", "Gt", "GtE", "Eq"}, {"Eq", "NotEq"}]
    of_equality = before in ("Eq", "NotEq") and after not in ("Eq", "NotEq")
    return not of_equality and any(before in family and after in family for family in families)


class _One(Operator):
    """An operator that changes a node in one way, or in several: `variants` gives the texts that may replace it."""

    def variants(self, node: Any) -> list[str]:
        """What the node could be instead; empty where this operator has no business with it."""
        raise NotImplementedError

    def mutation_positions(self, node: Any) -> Positions:
        for _ in self.variants(node):
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        prefix = node.get_first_leaf().prefix
        changed = self.parse(self.variants(node)[index])
        changed.get_first_leaf().prefix = prefix
        return changed

    def parse(self, text: str) -> Any:
        """A variant's text as a node."""
        return parso.parse(text).children[0]


class ReturnNothing(_One):
    """`return x` → `return None`"""

    def variants(self, node: Any) -> list[str]:
        return ["return None"] if node.type == "return_stmt" and _code(node.children[1]) != "None" else []

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("def f(x):\n    return x", "def f(x):\n    return None"),)


class ReplaceCondition(_One):
    """A condition that always holds, or never: of `if`, `elif`, `… if … else …`, and of a comprehension."""

    def variants(self, node: Any) -> list[str]:
        parent = node.parent
        if parent is None:
            return []
        before = node.get_previous_sibling()
        word = _code(before) if before is not None else ""
        if parent.type in ("if_stmt", "comp_if", "test", "ternary") and word in ("if", "elif"):
            return ["True", "False"]
        return []

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (
            Example("if x > 1: pass", "if True: pass"),
            Example("if x > 1: pass", "if False: pass", occurrence=1),
            Example("[a for a in b if a]", "[a for a in b if True]"),
            Example("y = 1 if x else 2", "y = 1 if True else 2"),
        )


class ReplaceText(_One):
    """A text becomes empty, an empty one becomes some text. Not the words of an error message: they are free."""

    def variants(self, node: Any) -> list[str]:
        if node.type not in ("string", "fstring") or _within(node, "raise_stmt", "fstring"):
            return []
        return ['"mutant"'] if _code(node).lower() in ('""', "''", 'r""', "r''") else ['""']

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example('x = "a"', 'x = ""'), Example("x = ''", 'x = "mutant"'), Example('x = f"{y}"', 'x = ""'))


class ReplaceMembership(_One):
    """`in` ↔ `not in`"""

    def variants(self, node: Any) -> list[str]:
        if node.type == "comparison" and len(node.children) == 3:
            left, word, right = (_code(child) for child in node.children)
            if word in ("in", "not in"):
                return [f"{left} {'not in' if word == 'in' else 'in'} {right}"]
        return []

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("x in y", "x not in y"), Example("x not in y", "x in y"))


class ReplaceAugmented(_One):
    """`+=` → `-=` and `=`, and so on."""

    OTHER: ClassVar = {
        "+=": ["-=", "="],
        "-=": ["+=", "="],
        "*=": ["/=", "="],
        "/=": ["*=", "="],
        "//=": ["/="],
        "%=": ["//="],
    }

    def variants(self, node: Any) -> list[str]:
        return []

    def mutation_positions(self, node: Any) -> Positions:
        if node.type == "operator":
            for _ in self.OTHER.get(node.value, []):
                yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        node.value = self.OTHER[node.value][index]
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("x += 1", "x -= 1"), Example("x += 1", "x = 1", occurrence=1))


class LeaveOutStatement(_One):
    """A statement that does something to what is there already: a call, `x += …`, `x[…] = …`."""

    def variants(self, node: Any) -> list[str]:
        if node.parent is None or node.parent.type != "simple_stmt":
            return []
        call = node.type in ("atom_expr", "power") and _code(node.children[-1]).startswith("(")
        changes = False
        if node.type == "expr_stmt":
            target, sign = node.children[:2]
            changes = (sign.type == "operator" and sign.value != "=") or "trailer" in _types(target)
        return ["pass"] if call or changes else []

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (
            Example("x.append(1)\n", "pass\n"),
            Example("x += 1\n", "pass\n"),
            Example("x['a'] = 1\n", "pass\n"),
        )


class LeaveOutMethod(_One):
    """A method that gives back its own object, changed: `x.strip()` → `x`, `x.copy()` → `x`."""

    TEXT = frozenset(("strip", "lstrip", "rstrip", "lower", "upper", "casefold", "replace", "removeprefix", "split"))
    TABLE = frozenset(("copy", "sort_values", "dropna", "fillna", "drop_duplicates", "drop", "reset_index", "abs"))

    def variants(self, node: Any) -> list[str]:
        if node.type not in ("atom_expr", "power") or len(node.children) < 3:
            return []
        *kept, name, call = (child.get_code() for child in node.children)
        if name.strip().lstrip(".").strip() in self.TEXT | self.TABLE and call.startswith("("):
            return ["".join(kept).strip()]
        return []

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("y = x.strip()", "y = x"), Example("y = x[0].copy()", "y = x[0]"))


class LeaveOutKeyword(_One):
    """A call without one of its named arguments: `sorted(x, reverse=True)` → `sorted(x)`."""

    def variants(self, node: Any) -> list[str]:
        if node.type != "trailer" or _code(node.children[0]) != "(" or len(node.children) != 3:
            return []
        inner = node.children[1]
        given = inner.children[::2] if inner.type == "arglist" else [inner]
        texts = [_code(argument) for argument in given]
        named = [n for n, a in enumerate(given) if a.type == "argument" and _code(a.children[1]) == "="]
        return ["(" + ", ".join(texts[:n] + texts[n + 1 :]) + ")" for n in named]

    def parse(self, text: str) -> Any:
        return parso.parse(f"f{text}").children[0].children[1]

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("f(x, key=len)", "f(x)"), Example("f(a=1, b=2)", "f(a=1)", occurrence=1))


class SwapFunction(_One):
    """One function for its opposite: `min` ↔ `max`, `any` ↔ `all`; `sorted(x)` → `list(x)`."""

    OTHER: ClassVar = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}

    def variants(self, node: Any) -> list[str]:
        if node.type != "name" or node.value not in self.OTHER:
            return []
        method = node.parent.type == "trailer"
        after = (node.parent if method else node).get_next_sibling()
        if after is None or after.type != "trailer" or not _code(after).startswith("("):
            return []
        return [] if method and node.value == "sorted" else [self.OTHER[node.value]]

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("min(x)", "max(x)"), Example("x.min()", "x.max()"))


def _code(node: Any) -> str:
    """The text of a node, without what stands before it: blanks and comments."""
    return node.get_code(include_prefix=False)


def _within(node: Any, *types: str) -> bool:
    """Whether a node stands inside one of these types."""
    while (node := node.parent) is not None:
        if node.type in types:
            return True
    return False


def _types(node: Any) -> set[str]:
    """The types of a node and of all below it."""
    return {node.type}.union(*(_types(child) for child in getattr(node, "children", ())))
