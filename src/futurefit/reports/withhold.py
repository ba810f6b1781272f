"""Which figures may be published, so that none, and no difference between any of them, speaks of a few officers.

A figure here is a sum or a count of one measure over a set of officers: of a lab, a cohort, a ministry, at some moment.
Whoever holds several figures can add and subtract them. What they can learn that way never tells apart two officers
who are in just the same published sets; so officers fall into classes, and every figure that anybody can work out is
one over whole classes. The rule, then: a set is published only if every class, after it, has at least `limit` officers.

That one rule covers a small group, the rest of a table beside its total (secondary suppression), two filters that
overlap, and two reports a day apart. For the last, an officer whose value changed counts as another: what is sorted
into classes is an *atom*, an officer with a value.

It speaks of sums and counts. A median, a maximum or a single value over a set is not covered and must not be shown.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Atom = tuple[str, str]  # an officer's id, and the digest of the officer's value


def atom(officer: str, *value: object) -> Atom:
    """An officer with a value; two values are the same if they read the same."""
    return officer, hashlib.blake2b(repr(value).encode(errors="replace"), digest_size=8).hexdigest()


@dataclass
class Partition:
    """The classes of one measure; 0 is no class. Made smaller by each set that is published."""

    class_of: dict[Atom, int] = field(default_factory=dict)
    classes: int = 0

    def admits(self, chosen: Iterable[Atom], limit: int) -> bool:
        """Whether every class would have `limit` officers or more if this set were published too."""
        inside: dict[int, set[str]] = defaultdict(set)
        taken = set(chosen)
        for one in taken:
            inside[self.class_of.get(one, 0)].add(one[0])
        if not taken or any(len(officers) < limit for officers in inside.values()):
            return False
        left: dict[int, set[str]] = defaultdict(set)
        for one, number in self.class_of.items():
            if number in inside and one not in taken:
                left[number].add(one[0])
        return all(len(officers) >= limit for officers in left.values())

    def publish(self, chosen: Iterable[Atom]) -> None:
        """Take note that this set was published."""
        new: dict[int, int] = {}
        for one in sorted(set(chosen)):
            before = self.class_of.get(one, 0)
            if before not in new:
                self.classes += 1
                new[before] = self.classes
            self.class_of[one] = new[before]


@dataclass(frozen=True)
class Figures:
    """Published sums and counts over `officers` officers, as they were at `at` (ISO, UTC)."""

    officers: int
    at: str
    values: Mapping[str, Any]


class Ledger:
    """All that was published of a course: the classes by measure, and the last figures by their key."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._partitions: dict[str, Partition] = defaultdict(Partition)
        self._figures: dict[str, Figures] = {}
        self.last: dict[str, Any] = {}  # what each kind of report said when it was last made, for whoever makes it

    def ask(self, key: str, measures: Mapping[str, Iterable[Atom]], new: Figures) -> Figures | None:
        """Publish `new` under `key` if that exposes nobody.

        `measures` has, for each measure that the values are sums of, the atoms that they are over. If they cannot be
        published, those of before are returned, which everybody has already; None if there are none.
        """
        sets = {name: set(atoms) for name, atoms in measures.items()}
        if all(self._partitions[name].admits(atoms, self.limit) for name, atoms in sets.items()):
            for name, atoms in sets.items():
                self._partitions[name].publish(atoms)
            before = self._figures.get(key)
            same = before is not None and (before.officers, before.values) == (new.officers, new.values)
            if not same:  # otherwise they have stood since then
                self._figures[key] = new
        return self._figures.get(key)

    def dump(self) -> bytes:
        """As a file of the course keeps it: personal data, for it says who was in which figure."""
        partitions: dict[str, Any] = {}
        for name, partition in self._partitions.items():
            of: dict[str, dict[str, int]] = defaultdict(dict)
            for (officer, digest), number in partition.class_of.items():
                of[officer][digest] = number
            partitions[name] = {"classes": partition.classes, "officers": of}
        figures = {key: [f.officers, f.at, f.values] for key, f in self._figures.items()}
        state = {"partitions": partitions, "figures": figures, "last": self.last}
        return json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")

    @classmethod
    def load(cls, content: bytes, limit: int) -> Ledger:
        """The ledger that `dump` wrote.

        Raises:
            ValueError, KeyError, TypeError: it did not.
        """
        state = json.loads(content)
        ledger = cls(limit)
        for name, kept in state["partitions"].items():
            atoms = {
                (officer, digest): int(number)
                for officer, values in kept["officers"].items()
                for digest, number in values.items()
            }
            ledger._partitions[name] = Partition(atoms, int(kept["classes"]))
        ledger._figures = {key: Figures(int(n), str(at), values) for key, (n, at, values) in state["figures"].items()}
        ledger.last = dict(state["last"])
        return ledger
