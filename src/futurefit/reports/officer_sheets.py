"""The format `pdf`: a sheet of results for each officer, and one file with all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from futurefit.records import Officer, Records, Result, State, number
from futurefit.reports.fonts import Fonts, fonts_for
from futurefit.reports.formats import Export, Files
from futurefit.reports.paper import AMBER, GREY, NAVY, Paper, day
from futurefit.reports.skills import Track, track_of

STATES_MS = {
    State.NOT_SUBMITTED: "belum dihantar",
    State.SUBMITTED: "dihantar, belum dinilai",
    State.NOT_GRADED: "tidak dapat dinilai",
    State.STALE: "perlu dinilai semula",
    State.WAITING: "menunggu pemarkahan",
    State.GRADED: "selesai",
}
_MOST_TO_PRACTISE = 6
_WELL_DONE = 0.8  # a task with this share of its points or more needs no practice
_ROW = 11.5  # mm, of a lab


class OfficerSheets:
    """One PDF an officer in officers/, and officers.pdf with everybody's."""

    names = True

    def files(self, export: Export) -> Files:
        records = export.records
        contents: dict[Path, bytes] = {}
        with fonts_for(_texts(records)) as fonts:
            by_officer = records.by_officer()
            together = Paper(fonts, "Future-Fit Labs: results of all officers", records.read_at)
            for officer in records.officers:
                alone = Paper(fonts, f"Future-Fit Labs: results of {officer.name}", records.read_at)
                for paper in (alone, together):
                    draw_sheet(paper, records, officer, by_officer[officer.id])
                contents[Path("officers") / f"{officer.id}.pdf"] = bytes(alone.output())
            if records.officers:
                contents[Path("officers.pdf")] = bytes(together.output())
            return Files(contents, tuple(_without_letters(records, fonts)))


def draw_sheet(paper: Paper, records: Records, officer: Officer, results: list[Result]) -> None:
    """Add an officer's pages. `results` are the officer's, in the order of the labs."""
    paper.add_page()  # before the foot is set: it ends the page of the officer before, with that officer's foot
    who, when = f"{officer.name} ({officer.id})", day(records.read_at)
    paper.foot = f"Future-Fit Labs · {who} · {when} · Personal data / Data peribadi"
    paper.start_section(officer.name or officer.id)
    paper.write_line("FUTURE-FIT LABS", 8, bold=True, colour=GREY)
    paper.write_line(officer.name or officer.id, 20, bold=True, colour=NAVY)
    about = " · ".join(
        filter(None, [officer.id, officer.ministry, officer.cohort and f"Cohort / Kohort {officer.cohort}"])
    )
    paper.write_line(about, 9, colour=GREY)
    made = f"Results on {day(records.read_at)} / Keputusan pada {day(records.read_at, 'ms')}"
    paper.write_line(made, 9, colour=GREY)
    paper.ln(4)
    _figures(paper, results)
    paper.heading("Results by lab", "Keputusan mengikut makmal")
    for result in results:
        _lab(paper, result)
    _by_skill(paper, results)
    _to_practise(paper, results)
    paper.ln(4)
    paper.write_line(
        "A word in place of points is never a zero. “Not graded” and “stale” say nothing about your work: your "
        "instructor sees the reason and will grade it again. / Perkataan di tempat markah bukan sifar. “Tidak dapat "
        "dinilai” bukan tentang kerja anda; pengajar anda akan menilainya semula.",
        7.5,
        colour=GREY,
    )


def _figures(paper: Paper, results: list[Result]) -> None:
    graded = [result for result in results if result.total is not None]
    points, most = sum(r.total or 0.0 for r in graded), sum(r.total_max for r in graded)
    handed_in = sum(result.state is not State.NOT_SUBMITTED for result in results)
    share = f"{points / most:.0%}" if most else "–"
    paper.facts(
        [
            (f"{handed_in} / {len(results)}", "labs handed in\nmakmal dihantar"),
            (f"{len(graded)} / {len(results)}", "labs with final points\nmakmal dengan markah akhir"),
            (f"{number(points, 1)} / {number(most, 1)}" if graded else "–", "points in these\nmarkah dalam makmal itu"),
            (share, "of their points\ndaripada markahnya"),
        ]
    )


def _lab(paper: Paper, result: Result) -> None:
    """A lab in two lines: its titles, a bar, and its points or the state in words."""
    if paper.will_page_break(_ROW):
        paper.add_page()
    x, y, wide = paper.l_margin, paper.get_y(), paper.width
    paper.put(x, y, result.lab.title, 9.5, bold=True, wide=wide * 0.5)
    about = [result.lab.title_ms, f"handed in / dihantar {day(result.submitted_at)}" if result.submitted_at else ""]
    if result.penalty:
        about.append(f"late / lewat: -{number(result.penalty)}")
    paper.put(x, y + 5, " · ".join(filter(None, about)), 7.5, colour=GREY, wide=wide * 0.62)
    if result.share is not None and result.total is not None:
        paper.bar(x + wide * 0.64, y + 2.2, wide * 0.2, result.share)
        words = f"{number(result.total)} / {number(result.total_max)}"
        paper.put(x + wide * 0.86, y + 1.2, words, 9.5, bold=True, align="R", wide=wide * 0.14)
    else:
        so_far = ""
        if result.automatic is not None:
            so_far = f" · {number(result.automatic)} / {number(result.automatic_max)} + ?"
        paper.put(x + wide * 0.64, y, f"{result.state}{so_far}", 8.5, align="R", wide=wide * 0.36)
        paper.put(x + wide * 0.64, y + 5, STATES_MS[result.state], 7.5, colour=GREY, align="R", wide=wide * 0.36)
    paper.set_y(y + _ROW - 1.5)
    paper.rule()
    paper.set_y(y + _ROW)


def earned_by_track(results: Iterable[Result]) -> dict[Track, tuple[float, float]]:
    """Points earned and the most there were, in tasks that have points, by track."""
    sums: dict[Track, tuple[float, float]] = {}
    for result in results:
        for task in result.tasks:
            if task.points is not None:
                earned, most = sums.get(track_of(result.lab.slug), (0.0, 0.0))
                sums[track_of(result.lab.slug)] = (earned + task.points, most + task.max_points)
    return sums


def _by_skill(paper: Paper, results: list[Result]) -> None:
    sums = earned_by_track(results)
    if not sums:
        return
    paper.heading("By skill", "Mengikut kemahiran")
    for track, (earned, most) in sums.items():
        if paper.will_page_break(8):
            paper.add_page()
        x, y, wide = paper.l_margin, paper.get_y(), paper.width
        paper.put(x, y, track.name, 9.5, bold=True, wide=wide * 0.3)
        paper.put(x + wide * 0.3, y + 0.4, track.name_ms, 8, colour=GREY, wide=wide * 0.3)
        paper.bar(x + wide * 0.64, y + 0.9, wide * 0.2, earned / most if most else 0.0)
        words = f"{number(earned)} / {number(most)}"
        paper.put(x + wide * 0.86, y, words, 9.5, align="R", wide=wide * 0.14)
        paper.set_y(y + 7)
    paper.write_line(
        "Points of all tasks that are marked, also in labs that wait for a person to mark the reflection. / Markah "
        "semua tugasan yang telah dinilai, termasuk dalam makmal yang refleksinya masih menunggu pemarkahan.",
        7.5,
        colour=GREY,
    )


@dataclass(frozen=True)
class Practice:
    """Something to practise: what was asked, where, and the points that it gave."""

    asked: str
    where: str
    points: float
    max_points: float


def to_practise(results: Iterable[Result], most: int = _MOST_TO_PRACTISE) -> list[Practice]:
    """Tests that cost the greatest share of their points, that first, then written answers as one; none above 4/5."""
    tests, written = [], []
    for result in results:
        for task in result.tasks:
            if task.points is not None and task.max_points and task.points / task.max_points < _WELL_DONE:
                where = f"{result.lab.title} · {task.grade_id}"
                found = Practice(task.asked or task.grade_id, where, task.points, task.max_points)
                if task.kind == "automatic":
                    tests.append(found)
                else:
                    written.append(replace(found, where=result.lab.title))
    tests.sort(key=lambda item: (item.points / item.max_points, -item.max_points))
    if not written:
        return tests[:most]
    all_written = Practice(
        "Written answers, marked by a person / Jawapan bertulis",
        ", ".join(item.where for item in written),
        sum(item.points for item in written),
        sum(item.max_points for item in written),
    )
    return [*tests[: most - 1], all_written]


def _to_practise(paper: Paper, results: list[Result]) -> None:
    if not any(result.has_points for result in results):
        return
    paper.heading("What to practise next", "Latihan seterusnya")
    found = to_practise(results)
    if not found:
        paper.write_line(
            "Nothing stands out: every task has at least four fifths of its points. / Tiada yang ketara: setiap "
            "tugasan memperoleh sekurang-kurangnya empat perlima markahnya.",
            9,
        )
    for item in found:
        if paper.will_page_break(11):
            paper.add_page()
        x, y, wide = paper.l_margin, paper.get_y(), paper.width
        paper.set_fill_color(*AMBER)
        paper.rect(x, y + 0.8, 1.2, 8, style="F")
        paper.put(x + 4, y, item.asked, 9, wide=wide * 0.8)
        paper.put(x + 4, y + 4.8, item.where, 7.5, colour=GREY, wide=wide * 0.8)
        paper.put(
            x + wide * 0.86,
            y + 1.2,
            f"{number(item.points)} / {number(item.max_points)}",
            9.5,
            align="R",
            wide=wide * 0.14,
        )
        paper.set_y(y + 11)


def _texts(records: Records) -> Iterator[str]:
    """Every text of the records that a sheet may show."""
    for officer in records.officers:
        yield from (officer.name, officer.ministry, officer.cohort, officer.id)
    for lab in records.labs:
        yield from (lab.title, lab.title_ms, lab.slug)
        for result in records.of_lab(lab.slug)[:1]:
            yield from (text for task in result.tasks for text in (task.asked, task.grade_id))


def _without_letters(records: Records, fonts: Fonts) -> Iterator[str]:
    if fonts.missing:
        who = [officer.id for officer in records.officers if fonts.missing & set(officer.name + officer.ministry)]
        yield (
            f"No font of this machine has {' '.join(sorted(fonts.missing))} ({', '.join(who) or 'in a lab'}): an empty "
            "box stands there. Install one (on Debian: apt install fonts-noto-core fonts-arphic-uming); export again."
        )
