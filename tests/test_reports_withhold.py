"""What is published exposes nobody: held against a solver that adds and subtracts all of it."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from futurefit.reports.withhold import Atom, Figures, Ledger, Partition, atom

LIMIT = 3


def exposed(published: list[set[Atom]], limit: int) -> list[tuple[str, ...]]:
    """The solver: groups of fewer than `limit` officers of whom some combination of the published sums speaks alone.

    Sums are rows of a matrix, with a column for each atom. A combination speaks of a group alone if it is zero in all
    columns of others and not in the group's. There is one if leaving out the group's columns lowers the rank.
    """
    atoms = sorted(set().union(*published)) if published else []
    matrix = np.array([[float(one in chosen) for one in atoms] for chosen in published]).reshape(
        len(published), len(atoms)
    )
    officers = sorted({officer for officer, _ in atoms})
    whole = np.linalg.matrix_rank(matrix) if matrix.size else 0
    found = []
    for size in range(1, limit):
        for group in combinations(officers, size):
            others = [place for place, (officer, _) in enumerate(atoms) if officer not in group]
            if whole > (np.linalg.matrix_rank(matrix[:, others]) if others else 0):
                found.append(group)
    return found


def test_the_solver_finds_what_a_person_would_find() -> None:
    everybody = {atom(name) for name in "abcdef"}
    assert exposed([everybody], LIMIT) == []
    assert exposed([{atom("a")}], LIMIT) == [("a",)]
    assert ("f",) in exposed([everybody, everybody - {atom("f")}], LIMIT)
    by_two_steps = [everybody, {atom(n) for n in "abcd"}, {atom(n) for n in "ef"} | {atom("a"), atom("b"), atom("c")}]
    assert ("d",) in exposed(by_two_steps, LIMIT)


# A course of eight officers; sets as a report, a filter or a later report would ask for them; values that change.
officers = st.sampled_from("abcdefgh")
requests = st.lists(
    st.tuples(st.sets(officers, min_size=1), st.dictionaries(officers, st.integers(1, 3), max_size=4)), max_size=12
)


@given(requests)
@settings(max_examples=300, deadline=None)
def test_no_combination_of_what_is_published_speaks_of_a_few(asked: list[tuple[set[str], dict[str, int]]]) -> None:
    partition = Partition()
    values = dict.fromkeys("abcdefgh", 0)
    published: list[set[Atom]] = []
    for chosen, changes in asked:
        values |= changes
        atoms = {atom(officer, values[officer]) for officer in chosen}
        if partition.admits(atoms, LIMIT):
            partition.publish(atoms)
            published.append(atoms)
    assert exposed(published, LIMIT) == []


@given(requests)
@settings(max_examples=100, deadline=None)
def test_without_the_rule_the_solver_would_win(asked: list[tuple[set[str], dict[str, int]]]) -> None:
    """The solver is no straw man: what only looks at the size of each group is broken by it."""
    partition, published = Partition(), []
    for chosen, _ in asked:
        atoms = {atom(officer) for officer in chosen}
        if len(chosen) >= LIMIT:
            published.append(atoms)
            if exposed(published, LIMIT):
                before = Partition()
                for earlier in published[:-1]:
                    before.publish(earlier)
                assert not before.admits(atoms, LIMIT)
                return
            partition.publish(atoms)


def figures(officers: int, **values: float) -> Figures:
    return Figures(officers, "2026-11-23", values)


def people(*numbers: int, value: int = 0) -> set[Atom]:
    return {atom(f"officer{number}", value) for number in numbers}


def test_a_group_below_the_limit_is_withheld() -> None:
    ledger = Ledger(5)
    assert ledger.ask("small", {"marks": people(*range(4))}, figures(4, sum=40.0)) is None
    assert ledger.ask("none", {"marks": set()}, figures(0)) is None
    assert ledger.ask("enough", {"marks": people(*range(5))}, figures(5, sum=40.0)) == figures(5, sum=40.0)


def test_the_rest_beside_a_total_is_withheld_too() -> None:
    ledger = Ledger(5)
    assert ledger.ask("all", {"marks": people(*range(12))}, figures(12))
    assert ledger.ask("health", {"marks": people(*range(9))}, figures(9)) is None, "would tell of the other three"
    assert ledger.ask("finance", {"marks": people(*range(7))}, figures(7))


def test_a_later_report_waits_until_enough_has_changed() -> None:
    ledger = Ledger(5)
    first = figures(10, sum=100.0)
    assert ledger.ask("all", {"marks": people(*range(10))}, first) == first
    for more in (1, 4):
        assert ledger.ask("all", {"marks": people(*range(10 + more))}, figures(10 + more, sum=120.0)) == first
    later = figures(15, sum=150.0)
    assert ledger.ask("all", {"marks": people(*range(15))}, later) == later


def test_a_changed_mark_is_not_given_away_by_two_reports() -> None:
    ledger = Ledger(5)
    first = figures(10, sum=100.0)
    assert ledger.ask("all", {"marks": people(*range(10))}, first) == first
    changed = people(*range(9)) | people(9, value=1)
    assert ledger.ask("all", {"marks": changed}, figures(10, sum=103.0)) == first


def test_a_figure_of_two_measures_needs_both() -> None:
    ledger = Ledger(5)
    assert ledger.ask("tests", {"tests": people(*range(11))}, figures(11))
    both = {"tests": people(*range(10)), "by hand": people(*range(10))}
    assert ledger.ask("totals", both, figures(10)) is None, "tests of all less those of ten are those of one"


@pytest.mark.parametrize("limit", [2, 5])
def test_the_ledger_remembers_over_a_file(limit: int) -> None:
    ledger = Ledger(limit)
    ledger.ask("all", {"marks": people(*range(10))}, figures(10, sum=100.0))
    ledger.last["x"] = {"a": 1}
    again = Ledger.load(ledger.dump(), limit)
    assert again.dump() == ledger.dump()
    assert again.ask("all", {"marks": people(*range(10 + limit - 1))}, figures(0)) == figures(10, sum=100.0)
