"""Recorded answers: what a model said to a lab's own prompts, so that the lab opens at once, on any machine."""

from __future__ import annotations

import functools
import inspect
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from futurefit.kit._model_pins import ModelError

#: A file says which form it has; another form gets another number.
FORMAT = "futurefit recorded answers 1"
#: The argument that says how much of a sorted answer is wanted: a record of ten answers for five.
AMOUNT = {"next_tokens": "k", "scores": "n"}


class Recordable:
    """A model whose methods can be answered from a record. See `recordable`."""

    name: str
    device: str | None
    recorded: Record | None

    def entries(self, method: str, args: Sequence[Any]) -> Iterator[dict[str, Any]]:
        """Make this call, and give what is to be kept of it."""
        function = getattr(type(self), method)
        yield {"call": method, "arguments": _arguments(function, args, {}), "answer": function(self, *args)}


def record(model: Recordable, calls: Iterable[Sequence[Any]], path: str | Path) -> None:
    """Ask the live model, and keep its answers in a file for `recorded=`. For the authors of labs.

    Args:
        model: a language model or a sentence model. Answers that it has on record itself are not used.
        calls: each a method's name and its arguments in order, as in `("next_tokens", "The capital is", 10)` or
            `("embed", ["one text", "another"])`.
        path: the JSON file to write, one call a line. The same calls to the same model give the same bytes: numbers
            keep six significant digits, beyond which processors differ.

    Raises:
        ModelMissing: the model is not on this machine.
    """
    live = cast(Any, type(model))(model.name, None, model.device)
    lines: dict[str, None] = {}  # in order, and each call once
    for method, *args in calls:
        for entry in live.entries(method, args):
            lines[json.dumps(_rounded(entry), ensure_ascii=False)] = None
    head = f'{{"format": {json.dumps(FORMAT)}, "model": {json.dumps(live.name)}, "answers": [\n'
    Path(path).write_text(head + ",\n".join(lines) + "\n]}\n", encoding="utf-8", newline="\n")


class Record:
    """The answers in a file made by `record`, found by method and arguments.

    Args:
        path: the file.
        model: the model that is to be answered for. A record of another model's answers holds nothing for it.

    Raises:
        ModelError: the file is missing or cannot be read.
    """

    def __init__(self, path: str | Path, model: str):
        self._answers: dict[str, list[tuple[int | None, Any]]] = {}
        try:
            content = json.loads(Path(path).read_text(encoding="utf-8"))
            if content["format"] != FORMAT:
                raise ValueError(f"its format is {content['format']!r}, not {FORMAT!r}")
            for entry in content["answers"] if content["model"] == model else ():
                call, arguments, answer = entry["call"], entry["arguments"], entry["answer"]
                self._answers.setdefault(_key(call, arguments), []).append((_amount(call, arguments), answer))
        except FileNotFoundError as error:
            raise ModelError(
                f"The file of recorded answers is not here: {path}. Open the notebook in the folder in which you "
                "received it, or fetch the lab again."
            ) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"The file of recorded answers cannot be read: {path} ({type(error).__name__}: {error}). Fetch the lab "
                "again to get a fresh copy."
            ) from error

    def find(self, call: str, arguments: Mapping[str, Any]) -> Any:
        """The answer to this call, in the types that the method returns; None when it is not on record."""
        wanted = _amount(call, arguments)
        for amount, answer in self._answers.get(_key(call, arguments), ()):
            if amount == wanted or amount is None or (wanted is not None and 0 < wanted < amount):
                return _shaped(call, answer, wanted)
        return None


Method = TypeVar("Method", bound=Callable[..., Any])


def recordable(method: Method) -> Method:
    """Answer from the model's record where it holds this very call; else run the method, which asks the model."""

    @functools.wraps(method)
    def answer(self: Recordable, *args: Any, **kwargs: Any) -> Any:
        found = self.recorded.find(method.__name__, _arguments(method, args, kwargs)) if self.recorded else None
        return method(self, *args, **kwargs) if found is None else found

    return cast(Method, answer)


def _arguments(method: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a call by name, however they were passed."""
    bound = inspect.signature(method).bind(None, *args, **kwargs)
    bound.apply_defaults()
    return dict(list(bound.arguments.items())[1:])


def _amount(call: str, arguments: Mapping[str, Any]) -> int | None:
    return arguments[AMOUNT[call]] if call in AMOUNT else None


def _key(call: str, arguments: Mapping[str, Any]) -> str:
    rest = {name: value for name, value in arguments.items() if name != AMOUNT.get(call)}
    return json.dumps([call, rest], sort_keys=True, default=repr)


def _shaped(call: str, answer: Any, amount: int | None) -> Any:
    """What JSON gave back, as the method returns it; a copy, so that nobody edits the record."""
    if call == "next_tokens":
        return [(token, probability) for token, probability in answer[:amount]]
    if call == "scores":
        return answer[0][:amount], answer[1][:amount]
    return list(answer) if isinstance(answer, list) else answer


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.6g}")
    if isinstance(value, Mapping):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list | tuple) else value
