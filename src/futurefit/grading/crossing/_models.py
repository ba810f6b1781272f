"""Stand-ins for a library's objects, such as a fitted model: what a test may ask of one that came from an answer."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from typing import Any

from futurefit.grading.crossing._peer import HIDDEN, Peer, Standin, request, value_of

# What a fitted scikit-learn estimator may be asked, from its developers' guide ("APIs of scikit-learn objects").
ESTIMATOR = frozenset(
    [
        *("fit", "partial_fit", "predict", "predict_proba", "predict_log_proba", "decision_function", "fit_predict"),
        *("transform", "fit_transform", "inverse_transform", "score_samples", "apply", "kneighbors", "staged_predict"),
        *("get_params", "set_params", "get_depth", "get_n_leaves", "get_feature_names_out"),
    ]
)
MODULE = frozenset(["__call__", "forward", "eval", "train", "state_dict", "requires_grad_"])  # of a PyTorch module


class _Library(Standin):
    """A library's object at the other end, such as a fitted model."""

    def __getattr__(self, name: str) -> Any:
        state = self.__dict__.get(HIDDEN)
        if state is None or (name.startswith("_") and name != "_estimator_type"):
            raise AttributeError(name)
        peer, number, kind, allowed = state
        if allowed is not None and name not in allowed and not name.endswith("_") and not self._is_setting(name):
            raise AttributeError(
                f"A test may not ask {name!r} of a {kind} from an answer. It may ask for predictions, settings, and "
                "attributes that end in “_”; a lab whose tests need more says that they run inside."
            )
        if allowed is not None and name in allowed:
            return lambda *args, **named: _ask_library(self, name, args, named)
        found = value_of(peer, peer.ask({"do": "get", "id": number, "name": name}))
        if allowed is not None and callable(found) and not isinstance(found, _Library | type):
            raise AttributeError(f"{name!r} of a {kind} from an answer is no data")
        return found

    def _is_setting(self, name: str) -> bool:
        real = type(self)._real  # type: ignore[attr-defined]
        if real is not None and self.__dict__[HIDDEN][3] is MODULE:
            return True  # weight, in_features …: a module's settings have no list, and what is read is data
        return real is not None and name in inspect.signature(real).parameters

    def score(self, X: Any, y: Any = None, sample_weight: Any = None) -> float:
        """Worked out here from the predictions: an answer does not say itself how good it is."""
        from sklearn.base import is_regressor
        from sklearn.metrics import accuracy_score, r2_score

        if y is None:
            raise TypeError("score() of an answer needs the right values")
        rate = r2_score if is_regressor(self) else accuracy_score
        return float(rate(y, self.predict(X), sample_weight=sample_weight))


class _Pipeline(_Library):
    """A pipeline of scikit-learn's: its steps are stand-ins of their own."""

    @property
    def named_steps(self) -> Any:
        from sklearn.utils import Bunch

        return Bunch(**dict(self.steps))

    def __getitem__(self, key: str | int) -> Any:
        return dict(self.steps)[key] if isinstance(key, str) else self.steps[key][1]

    def __len__(self) -> int:
        return len(self.steps)


def _tags(thing: Any, real: Any) -> Any:
    """What scikit-learn asks of an estimator's kind: of one around another, the inner one's."""
    settings = inspect.signature(real).parameters
    inner = thing.steps[-1][1] if "steps" in settings else thing.estimator if "estimator" in settings else None
    return inner.__sklearn_tags__() if inner is not None else real.__sklearn_tags__(real())


def _ask_library(thing: Any, name: str, args: tuple[Any, ...], named: dict[str, Any]) -> Any:
    peer, number, *_ = thing.__dict__[HIDDEN]
    result = request(peer, {"do": "call", "id": number, "name": name}, args, named)
    return thing if isinstance(result, _Library) and result.__dict__[HIDDEN][1] == number else result


def library_object(peer: Peer, number: int, name: str, allowed: frozenset[str] | None, real: type | None) -> Any:
    body: dict[str, Any] = {"__doc__": f"A {name} of the other end of the line.", "_real": real}
    if real is not None:
        body["__class__"] = property(lambda self: real)  # so that isinstance() says what it is
        body["__sklearn_tags__"] = lambda self: _tags(self, real)
    if allowed is None or "__call__" in allowed:
        body["__call__"] = lambda self, *args, **named: _ask_library(self, "__call__", args, named)
    if allowed is None:
        body |= {name: _library_operator(name) for name in ("__len__", "__getitem__", "__contains__", "__iter__")}
    elif allowed is MODULE and real is not None and hasattr(real, "__getitem__"):  # Sequential, ModuleList
        body |= {name: _library_operator(name) for name in ("__len__", "__getitem__")}
    steps = allowed is ESTIMATOR and real is not None and "steps" in inspect.signature(real).parameters
    made = type(name, (_Pipeline if steps else _Library,), body)()
    made.__dict__[HIDDEN] = peer, number, name, allowed
    return made


def _library_operator(name: str) -> Callable[..., Any]:
    return lambda self, *args: _ask_library(self, name, args, {})


def loaded(path: str, kind: str) -> type | None:
    """A class of a library by “module:name”, if it is loaded here and of that kind; nothing is imported."""
    module, _, name = path.partition(":")
    loaded = [sys.modules.get(one) for one in (module, kind.partition(":")[0])]
    if module.partition(".")[0] != kind.partition(".")[0] or None in loaded:
        return None
    found, base = vars(loaded[0]).get(name), vars(loaded[1])[kind.partition(":")[2]]
    return found if isinstance(found, type) and issubclass(found, base) else None
