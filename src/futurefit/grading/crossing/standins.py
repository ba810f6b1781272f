"""Stand-ins: what the other end of the line handed out, as something that can be called, read and iterated over here.

A stand-in calls across the line and brings back data. In the examiner it never answers for itself what decides a mark:
it is equal to nothing but another stand-in, and has only what the lab asked officers to write, or what a library's
fitted model can do. Built-in operators on it are carried over only where the lab asked for the class.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NoReturn

from futurefit.grading import wire
from futurefit.grading.crossing._classes import class_of_errors, class_of_members, class_of_standins, class_of_tuples
from futurefit.grading.crossing._functions import AsyncIterator, Context, Function, RemoteIterator, awaited
from futurefit.grading.crossing._models import ESTIMATOR, MODULE, library_object, loaded
from futurefit.grading.crossing._peer import HIDDEN, Peer, Standin
from futurefit.grading.crossing._remote import identifier, listed
from futurefit.grading.crossing._remote import own as keep
from futurefit.grading.crossing._things import OPERATORS

ADVICE = "Give back plain data: a number, text, a list, a dictionary, an array or a table."


class Barred:
    """A value of the officer's that cannot cross the line: whatever is done with it says why.

    Args:
        why: what to say.
    """

    def __init__(self, why: str) -> None:
        self.__dict__[HIDDEN] = why


def _refuse(self: Barred, *_: Any, **__: Any) -> NoReturn:
    raise TypeError(self.__dict__[HIDDEN])


for _name in OPERATORS | {"__getattr__", "__setattr__"}:
    setattr(Barred, _name, _refuse)


class Builder:
    """Builds stand-ins from descriptions. The same thing always has the same stand-in.

    Args:
        asked: the classes that the lab asks officers to write, with the names that each has (`plan.Plan.classes`);
            None builds stand-ins for all (the officer's side, where the examiner is trusted).
    """

    def __init__(self, asked: Mapping[str, Collection[str]] | None) -> None:
        self._asked = asked
        self._built: dict[int, Any] = {}
        self.classes: dict[str, type] = {}

    def __call__(self, peer: Peer, plain: Any) -> Any:
        """The stand-in for a description.

        Raises:
            wire.CannotCross: the lab did not ask for such a thing.
            wire.BadEncoding: it is no description.
        """
        if not isinstance(plain, dict) or type(plain.get("id")) is not int:
            raise wire.BadEncoding("not the description of anything")
        number = plain["id"]
        if number not in self._built:
            match plain.get("k"):
                case "function":
                    self._built[number] = Function(peer, plain)
                case "iterator":
                    self._built[number] = RemoteIterator(peer, plain)
                case "async iterator":
                    self._built[number] = AsyncIterator(peer, plain)
                case "awaitable":
                    return awaited(peer, number)  # each awaits once
                case "context":
                    self._built[number] = Context(peer, plain)
                case "class" | "enum" | "namedtuple":
                    self._built[number] = self._class(peer, plain)
                case "object":
                    self._built[number] = self._object(peer, plain)
                case "library":
                    self._built[number] = self._library(peer, plain)
                case _:
                    raise wire.BadEncoding("an unknown kind of thing")
            peer.remember(self._built[number], number)
        return self._built[number]

    def _class(self, peer: Peer, plain: Any) -> type:
        name = identifier(plain.get("name"))
        if own := self._labs(peer, name):
            return own
        self._need_asked(peer, name)
        made = self._made(peer, plain)
        self.classes[name] = made
        return made

    def _made(self, peer: Peer, plain: Any) -> type:
        has = self._names(peer, plain)
        if plain.get("k") == "enum":
            return class_of_members(peer, plain, has)
        if plain.get("k") == "namedtuple":
            return class_of_tuples(peer, plain, has)
        known = [base for base in listed(plain.get("bases")) if isinstance(base, dict) and self._is_known(peer, base)]
        bases = tuple(self(peer, base) for base in known)
        if plain.get("error"):
            return class_of_errors(peer, plain, bases)
        if not bases and self._asked is not None:
            bases = tuple(real for path in listed(plain.get("library")) if (real := _library_class(str(path))))
            has = has.union(*map(dir, bases)) if has is not None else None
        return class_of_standins(peer, plain, bases, has)

    def _is_known(self, peer: Peer, plain: Any) -> bool:
        name = identifier(plain.get("name"))
        return self._asked is None or name in self._asked or self._labs(peer, name) is not None

    def _names(self, peer: Peer, plain: Any) -> frozenset[str] | None:
        """What a class has by the lab's own word, “*” for any operator; None for all.

        Without this, the object that one task asks for could be given back in another, where a test calls `.equals(…)`.
        """
        if self._asked is None:
            return None
        name = identifier(plain.get("name"))
        found = set(self._asked.get(name, ())) | set(dir(self._labs(peer, name) or object))
        for base in listed(plain.get("bases")):
            if isinstance(base, dict) and self._is_known(peer, base):
                found |= self._names(peer, base) or set()
        return frozenset(found)

    def _labs(self, peer: Peer, name: str) -> type | None:
        """The lab's own class of that name, which the officer's notebook has, too."""
        found = peer.types().get(name) if self._asked is not None and name not in self._asked else None
        return (
            found if found is not None and found.__module__ == "__main__" and not issubclass(found, Standin) else None
        )

    def _object(self, peer: Peer, plain: Any) -> Any:
        kind = plain.get("class")
        if not isinstance(kind, dict) or type(kind.get("id")) is not int:
            raise wire.BadEncoding("an object without a class")
        if own := self._labs(peer, identifier(kind.get("name"))):
            place = -kind["id"]  # apart from the class itself, which is the lab's own
            if place not in self._built:
                self._built[place] = class_of_standins(peer, kind, (own,), self._names(peer, kind), own)
            made = object.__new__(self._built[place])
        else:
            made = object.__new__(self(peer, kind))
        return keep(made, peer, plain["id"])

    def _need_asked(self, peer: Peer, name: str) -> None:
        if self._asked is not None and name not in self._asked and not self._labs(peer, name):
            raise wire.CannotCross(
                "what came back",
                name,
                f"It is of a class of your own, “{name}”, that the lab did not ask for. {ADVICE}",
            )

    def _library(self, peer: Peer, plain: Any) -> Any:
        classes = [str(one) for one in listed(plain.get("classes"))]
        name, number = identifier(plain.get("name")), plain["id"]
        if self._asked is None:
            return library_object(peer, number, name, None, None)
        if "sklearn.base:BaseEstimator" in classes:
            return library_object(peer, number, name, ESTIMATOR, loaded(classes[0], "sklearn.base:BaseEstimator"))
        if "torch.nn.modules.module:Module" in classes:
            real = loaded(classes[0], "torch.nn.modules.module:Module")
            return library_object(peer, number, name, MODULE, real)
        raise wire.CannotCross("what came back", name, ADVICE)


def _library_class(path: str) -> type | None:
    """A class of scikit-learn or PyTorch from which officers derive classes of their own."""
    for base in ("sklearn.base:BaseEstimator", "torch.nn.modules.module:Module"):
        if (found := loaded(path, base)) is not None:
            return found
    return None
