"""The report: it says what the records say, names nobody, asks nothing of the network, and gives nobody away."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records_course import CourseMaker
from reports_records import made_up, result
from test_reports_withhold import exposed

from futurefit.course import Course, open_course
from futurefit.records import Lab, Records, RecordsError, Result, State
from futurefit.reports import ReportsError, export, load_log
from futurefit.reports.figures import groups, merged
from futurefit.reports.overview import Overview, overview
from futurefit.reports.page import render
from futurefit.reports.withhold import Atom, Ledger, Partition

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own
NOWHERE = Path("/nonexistent")


class Words(HTMLParser):
    """What a person reads of a page, and every tag with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)


def see(records: Records, ledger: Ledger | None = None, course: Path = NOWHERE) -> Overview:
    return overview(ledger or Ledger(5), records, course)


# --- what it says ---


def test_the_figures_are_those_of_the_records() -> None:
    records = made_up(officers=60, ministries=5)
    for line in see(records).labs:
        of_lab = records.of_lab(line.lab.slug)
        graded = [r.total for r in of_lab if r.total is not None]
        assert line.handed_in == sum(r.state is not State.NOT_SUBMITTED for r in of_lab)
        assert line.share == pytest.approx(sum(graded) / len(graded) / 20)
        assert sum(band.count for band in line.bands(5)) == len(graded)


def test_a_lab_with_few_grades_shows_none_of_them() -> None:
    records = made_up(officers=20)
    few = [line for line in see(records).labs if sum(r.total is not None for r in records.of_lab(line.lab.slug)) < 5]
    assert few and all(line.figures.totals is None and line.share is None for line in few)


def test_hard_tests_come_with_the_misconceptions_that_they_catch(tmp_path: Path) -> None:
    answers = tmp_path / "labs" / "ai-0" / "answers"
    answers.mkdir(parents=True)
    (answers / "wrong_a.py").write_text("# loses: test_third, test_first\n# Forgets the last day.\n", encoding="utf-8")
    (answers / "wrong_b.py").write_text("# loses: test_third\n# Counts <twice>.\n", encoding="utf-8")
    (answers / "wrong_c.py").write_text("# loses: test_second\n# Another thing.\n", encoding="utf-8")
    records = made_up(officers=10, labs=1)
    low = tuple(result(o, records.labs[0], State.GRADED, (4, 4, 2, 4)) for o in records.officers)
    seen = see(replace(records, results=low), course=tmp_path)
    (task,) = seen.hard
    assert (task.task, task.share, task.officers) == ("test_third", 0.25, 10)
    assert task.behind == ("Counts <twice>.", "Forgets the last day.")
    assert "Counts &lt;twice&gt;." in render(seen)


def test_the_skills_map_follows_the_clauses_that_labs_cite(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "law.md").write_text(
        "| Cited as | Of | What | Source | Mark | Read | Labs |\n|---|---|---|---|---|---|---|\n"
        "| `T1040` | MITRE ATT&CK Enterprise | sniffing | data | checked | 2026-11 | net-1, net-2 |\n"
        "| `DE.CM` | NIST Cybersecurity Framework 2.0 | monitoring | data | checked | 2026-11 | net-1 |\n",
        encoding="utf-8",
    )
    seen = see(made_up(officers=30), course=tmp_path)
    assert [(s.track.key, s.framework, [lab.slug for lab in s.labs]) for s in seen.skills] == [
        ("net", "MITRE ATT&CK", ["net-1", "net-2"]),
        ("net", "NIST CSF 2.0", ["net-1"]),
    ]
    net = [line for line in seen.labs if line.lab.slug in ("net-1", "net-2")]
    tests = [line.figures.tests for line in net if line.figures.tests]
    share = sum(sum(t.values.values()) for t in tests) / sum(t.officers * 16 for t in tests)
    assert seen.skills[0].share == pytest.approx(share)


def test_what_changed_is_told_against_the_last_report() -> None:
    records, ledger = made_up(officers=20, labs=1), Ledger(5)
    lab = records.labs[0]
    none = replace(records, results=tuple(result(o, lab, State.NOT_SUBMITTED) for o in records.officers))
    assert see(none, ledger).since is None
    later = none.read_at + timedelta(days=7)
    some = [result(o, lab, State.GRADED, (4, 4, 8, 4), none.read_at) for o in records.officers[:12]]
    seen = see(replace(none, results=(*some, *none.results[12:]), read_at=later), ledger)
    assert seen.since == none.read_at
    assert [(c.what, c.before, c.now) for c in seen.changes] == [("handed in", 0, 12), ("share", None, 1.0)]


# --- its form ---


@pytest.fixture(scope="module")
def page() -> str:
    return render(see(made_up(officers=60, ministries=5)))


def test_it_asks_nothing_of_the_network_and_runs_nothing(page: str) -> None:
    tags = Words(page).tags
    assert not {tag for tag, _ in tags} & {"script", "link", "img", "iframe", "object", "form", "a"}
    assert not [attribute for _, attributes in tags for attribute in attributes if attribute.startswith("on")]
    assert "url(" not in page and "http://" not in page and "https://" not in page
    assert "default-src 'none'" in page


def test_everything_is_said_in_both_languages(page: str) -> None:
    kinds = [attributes.get("class") for tag, attributes in Words(page).tags if tag == "span"]
    assert kinds.count("en") == kinds.count("ms") > 100


def test_every_number_of_a_bar_stands_in_words_too(page: str) -> None:
    titles = re.findall(r"<title>([^<]+): (\d+)</title>", page)
    assert len(titles) > 60 and all(words.strip() for words, _ in titles)
    assert 'aria-hidden="true"' in page and "<svg" in page


@given(st.text(min_size=1, max_size=30))
@settings(max_examples=50, deadline=None)
def test_no_title_or_ministry_becomes_a_tag(text: str) -> None:
    records = made_up(officers=6, labs=1, ministries=1)
    officers = tuple(replace(o, ministry=f"<b>{text}") for o in records.officers)
    lab = replace(records.labs[0], title=f"<script>{text}", title_ms=f"<i onclick=x>{text}")
    of = {o.id: o for o in officers}
    results = tuple(replace(r, officer=of[r.officer.id], lab=lab) for r in records.results)
    tags = Words(render(see(Records(officers, (lab,), results, records.read_at)))).tags
    assert not [tag for tag, attributes in tags if tag in ("script", "i") or "onclick" in attributes]


# --- it exposes nobody ---


def test_nobody_is_named(page: str) -> None:
    records = made_up(officers=60, ministries=5)
    text = " ".join(Words(page).text)
    assert not [o.id for o in records.officers if o.id in text or o.name in text or o.email in text]


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4).filter(lambda counts: sum(counts) >= 5))
def test_no_band_shows_a_few(counts: list[int]) -> None:
    bands = merged(counts, 5)
    assert all(band.count == 0 or band.count >= 5 for band in bands)
    assert sum(band.count for band in bands) == sum(counts)
    assert [band.first for band in bands] == [0, *(band.last + 1 for band in bands[:-1])] and bands[-1].last == 3


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.integers(3, 6))
def test_small_ministries_are_put_together_and_none_is_the_difference(sizes: list[int], limit: int) -> None:
    base = made_up(officers=sum(sizes), labs=1)
    ministries = [f"M{n}" for n, size in enumerate(sizes) for _ in range(size)]
    officers = tuple(replace(o, ministry=m) for o, m in zip(base.officers, ministries, strict=True))
    everybody, *parts = groups(replace(base, officers=officers), limit)
    assert len(everybody.officers) == sum(sizes)
    assert all(len(part.officers) >= limit for part in parts)
    if parts:
        assert sorted(o.id for part in parts for o in part.officers) == sorted(o.id for o in officers)


def weeks(chance: random.Random, officers: int) -> Iterator[Records]:
    """A course over time: hand-ins come in one by one, are marked, now and then marked anew; two cohorts."""
    base = made_up(officers=officers, labs=1, ministries=2, seed=chance.randrange(1000))
    lab = base.labs[0]
    people = tuple(replace(o, cohort="2026-1" if chance.random() < 0.6 else "2027-1") for o in base.officers)
    now: dict[str, Result] = {o.id: result(o, lab, State.NOT_SUBMITTED) for o in people}
    for _ in range(8):
        for officer in chance.sample(people, chance.randint(0, 5)):
            points = tuple(float(chance.randint(0, most)) for most in (4, 4, 8, 4))
            state = chance.choice([State.GRADED, State.GRADED, State.WAITING])
            shown = points if state is State.GRADED else points[:3]
            now[officer.id] = result(officer, lab, state, shown, base.read_at)
        whole = Records(people, base.labs, tuple(now.values()), base.read_at)
        cohort = chance.choice(["", "2026-1", "2027-1"])
        yield whole.only({o.id for o in people if o.cohort == cohort}) if cohort else whole


@pytest.mark.parametrize("seed", range(12))
def test_a_solver_with_all_reports_of_a_course_reconstructs_nobody(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports week after week, for one cohort or the other or both, by ministry: everything that is ever published."""
    published: dict[int, list[set[Atom]]] = {}
    publish = Partition.publish

    def note(self: Partition, chosen: set[Atom]) -> None:
        published.setdefault(id(self), []).append(set(chosen))
        publish(self, chosen)

    monkeypatch.setattr(Partition, "publish", note)
    ledger = Ledger(3)
    for records in weeks(random.Random(seed), 14):
        cohort = records.officers[0].cohort if len({o.cohort for o in records.officers}) == 1 else ""
        overview(ledger, records, NOWHERE, cohort)
    assert sum(map(len, published.values())) > 6
    for sets in published.values():
        assert exposed(sets, 3) == []


# --- from the command line's side ---


@pytest.fixture
def course(tmp_path: Path) -> Course:
    names = [f"officer{n}" for n in range(1, 8)]
    maker = CourseMaker(tmp_path / "course", *names)
    maker.lab("net-1", {"a": 4.0, "b": 3.0})
    for place, name in enumerate(names[:6]):
        maker.hand_in(name, "net-1")
        maker.grade(name, "net-1", {"a": 4.0, "b": float(place % 3)})
    return open_course(maker.folder)


def test_a_ministry_gets_the_report_and_it_is_on_record(course: Course, tmp_path: Path) -> None:
    made = export(course, tmp_path / "out", "ministry")
    assert [path.name for path in made.paths] == ["report.html"]
    assert "officer1" not in made.paths[0].read_text(encoding="utf-8")
    assert [entry.formats for entry in load_log(course.folder)] == [("report",)]
    assert json.loads((course.folder / "published.json").read_text(encoding="utf-8"))["figures"]


def test_one_more_grade_changes_no_figure_of_the_next_report(course: Course, tmp_path: Path) -> None:
    export(course, tmp_path / "one", "ministry")
    maker = CourseMaker.__new__(CourseMaker)
    maker.folder = course.folder
    maker.hand_in("officer7", "net-1")
    maker.grade("officer7", "net-1", {"a": 0.0, "b": 0.0})
    export(course, tmp_path / "two", "ministry")
    before, after = ((tmp_path / name / "report.html").read_text(encoding="utf-8") for name in ("one", "two"))
    tables = [re.findall("<tbody>.*?</tbody>", page, re.DOTALL) for page in (before, after)]
    assert tables[0] == tables[1] and "6 of 7" in before


def test_a_report_that_could_not_be_written_is_told_in_the_log(course: Course, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "report.html" / "in the way").mkdir(parents=True)
    with pytest.raises(RecordsError, match="could not be written"):
        export(course, out, "ministry")
    assert [entry.outcome for entry in load_log(course.folder)] == ["written", "could not be written"]


@pytest.mark.parametrize(
    ("setting", "told"), [("2", "at least 3"), ("'five'", "whole number")], ids=["two officers", "a word"]
)
def test_a_limit_that_protects_nobody_is_refused(course: Course, tmp_path: Path, setting: str, told: str) -> None:
    with (course.folder / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(f"c.Reports.smallest_group = {setting}\n")
    with pytest.raises(ReportsError, match=told):
        export(open_course(course.folder), tmp_path / "out", "ministry")


def test_a_damaged_memory_of_what_was_published_stops_the_report(course: Course, tmp_path: Path) -> None:
    (course.folder / "published.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ReportsError, match="Put it back from a backup"):
        export(course, tmp_path / "out", "ministry")


def test_a_course_without_officers_or_labs_has_a_report_too() -> None:
    assert "no figures yet" in render(see(made_up(officers=0, labs=0)))
    assert "no figures yet" in render(see(Records((), (Lab("net-1", "Wire", 7.0, 4.0),), (), made_up(1, 1).read_at)))
