"""The format `certificate`: a certificate of completion for each officer who meets the course's rule.

The rule stands in the course's nbgrader_config.py; a course that sets none gives no certificates:

    c.Certificate.overall = 60            # percent of the points of all its labs together
    c.Certificate.each = 40               # percent of each lab's points; 0 if not said
    c.Certificate.labs = ["ai-0-…", …]    # which labs count; all of the course if not said
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from futurefit.course import CONFIG, Course
from futurefit.records import Lab, Officer, Result, number
from futurefit.reports import signing
from futurefit.reports.fonts import fonts_for
from futurefit.reports.formats import Export, Files, ReportsError
from futurefit.reports.paper import AMBER, GREY, INK, NAVY, Paper, day

FOLDER = Path("certificates")
_ALMOST = 1e-9  # of a share: sums of binary fractions


@dataclass(frozen=True)
class Rule:
    """Completion: every one of `labs` graded, each with the share `each`, all together with the share `overall`."""

    labs: tuple[str, ...]
    each: float
    overall: float

    def lacking(self, results: Sequence[Result]) -> str:
        """What an officer with these results still lacks, in words; "" if nothing."""
        counted = [result for result in results if result.lab.slug in self.labs]
        unfinished = [result.lab.slug for result in counted if result.total is None]
        if unfinished:
            return f"no final points in {', '.join(unfinished)}"
        low = [r.lab.slug for r in counted if r.share is not None and r.share + _ALMOST < self.each]
        if low:
            return f"less than {number(self.each * 100)} % in {', '.join(low)}"
        most = sum(result.total_max for result in counted)
        share = sum(result.total or 0.0 for result in counted) / most if most else 0.0
        if share + _ALMOST < self.overall:
            return f"{number(share * 100, 1)} % of all points, less than {number(self.overall * 100)} %"
        return ""


class Certificate:
    """certificates/OFFICER.pdf for those who have completed the course, and the key to check them with."""

    names = True

    def files(self, export: Export) -> Files:
        records = export.records
        rule = rule_of(export.course, records.labs)
        labs = [lab for lab in records.labs if lab.slug in rule.labs]
        key = signing.course_key(export.course.folder)
        contents = {FOLDER / signing.PUBLIC.name: signing.public_pem(key)}
        notes = []
        by_officer = records.by_officer()
        texts = [lab.title for lab in labs] + [lab.title_ms for lab in labs]
        with fonts_for([*texts, *(officer.name for officer in records.officers)]) as fonts:
            for officer in records.officers:
                results = by_officer[officer.id]
                if lacking := rule.lacking(results):
                    notes.append(f"No certificate for {officer.id}: {lacking}.")
                    continue
                if fonts.missing & set(officer.name):
                    notes.append(
                        f"No certificate for {officer.id}: no font of this machine has all letters of the name. "
                        "Install one (on Debian: apt install fonts-noto-core fonts-arphic-uming); export again."
                    )
                    continue
                handed_in = [r.submitted_at for r in results if r.lab.slug in rule.labs and r.submitted_at]
                completed = max(handed_in, default=records.read_at)
                says: dict[str, object] = {
                    "certificate": "Future-Fit Labs: completion",
                    "name": officer.name,
                    "officer": officer.id,
                    "cohort": officer.cohort,
                    "labs": list(rule.labs),
                    "completed": day(completed),
                }
                says["number"] = certificate_number(says)
                paper = Paper(fonts, f"Certificate: {officer.name}", records.read_at, landscape=True)
                draw(paper, officer, labs, completed, str(says["number"]), signing.fingerprint(key))
                contents[FOLDER / f"{officer.id}.pdf"] = signing.sign(bytes(paper.output()), says, key)
        return Files(contents, tuple(notes))


def rule_of(course: Course, labs: Sequence[Lab]) -> Rule:
    """The rule that the course sets.

    Raises:
        ReportsError: it sets none, or one that cannot be met or understood.
    """
    told = course.config.Certificate
    where = course.folder / CONFIG
    if "overall" not in told and "each" not in told:
        raise ReportsError(
            f"The course does not say what completes it. Write the rule into {where}, for example: "
            "c.Certificate.overall = 60 (percent of all points), then export again."
        )
    known = [lab.slug for lab in labs]
    wanted = tuple(told.get("labs", known))
    if strange := [slug for slug in wanted if slug not in known]:
        raise ReportsError(
            f"c.Certificate.labs in {where} names {', '.join(map(str, strange))}, which the course does not have "
            f"(it has: {', '.join(known) or 'none yet'}). Mend that line."
        )
    shares = {name: told.get(name, 0) for name in ("each", "overall")}
    for name, percent in shares.items():
        if not isinstance(percent, int | float) or not 0 <= percent <= 100:
            raise ReportsError(f"c.Certificate.{name} in {where} is {percent!r}. Write percent, from 0 to 100.")
    if not wanted:
        raise ReportsError("There is no lab that a certificate could be for. Release one first: futurefit release LAB")
    return Rule(wanted, shares["each"] / 100, shares["overall"] / 100)


def certificate_number(says: Mapping[str, object]) -> str:
    """A number of the facts: the same whenever the certificate is made again."""
    digest = hashlib.sha256(json.dumps(says, sort_keys=True).encode()).digest()
    letters = base64.b32encode(digest).decode()[:12]
    return "-".join(letters[place : place + 4] for place in (0, 4, 8))


def draw(paper: Paper, officer: Officer, labs: Sequence[Lab], completed: datetime, number_: str, key: str) -> None:
    """One landscape page."""
    paper.set_auto_page_break(False)
    paper.add_page()
    wide, high = paper.w, paper.h
    paper.set_draw_color(*NAVY)
    paper.set_line_width(1.2)
    paper.rect(9, 9, wide - 18, high - 18)
    paper.set_draw_color(*AMBER)
    paper.set_line_width(0.5)
    paper.rect(11.5, 11.5, wide - 23, high - 23)

    def centred(y: float, text: str, size: float, *, bold: bool = False, colour: tuple[int, int, int] = INK) -> None:
        fitting = size
        paper.pen(fitting, bold=bold)
        while paper.get_string_width(text) > wide - 50 and fitting > 7:
            fitting -= 1
            paper.pen(fitting, bold=bold)
        paper.put(25, y, text, fitting, bold=bold, colour=colour, align="C", wide=wide - 50)

    centred(24, "FUTURE-FIT LABS", 11, bold=True, colour=GREY)
    centred(35, "Certificate of Completion", 27, bold=True, colour=NAVY)
    centred(49, "Sijil Tamat Kursus", 17, colour=NAVY)
    centred(64, "This is to certify that · Dengan ini disahkan bahawa", 10, colour=GREY)
    centred(74, officer.name, 25, bold=True)
    centred(90, "has completed these hands-on labs in AI, AI governance and cybersecurity", 11)
    centred(
        96.5, "telah menamatkan makmal amali berikut dalam AI, tadbir urus AI dan keselamatan siber", 11, colour=GREY
    )
    columns = 2 if len(labs) > 4 else 1
    rows = -(-len(labs) // columns)
    step = min(9.5, 62 / max(rows, 1))
    column_wide = (wide - 76) / 2
    for place, lab in enumerate(labs):
        column, row = divmod(place, rows)
        x = 35 + column * (column_wide + 6) if columns == 2 else (wide - column_wide) / 2
        align = "L" if columns == 2 else "C"
        y = 108 + row * step
        paper.put(x, y, lab.title, 9, bold=True, align=align, wide=column_wide)
        paper.put(x, y + 4, lab.title_ms, 7.5, colour=GREY, align=align, wide=column_wide)
    foot = high - 33
    paper.put(35, foot, f"Completed on {day(completed)}", 10, bold=True)
    paper.put(35, foot + 5.5, f"Tamat pada {day(completed, 'ms')}", 9, colour=GREY)
    right = wide - 35 - 130
    paper.put(right, foot, f"No. {number_}", 10, bold=True, align="R", wide=130)
    paper.put(
        right,
        foot + 5.5,
        f"Signed with the key {key} · Ditandatangani dengan kunci",
        7.5,
        colour=GREY,
        align="R",
        wide=130,
    )
    checked = "Checked offline · Disemak tanpa rangkaian: futurefit certificate check FILE --key certificates.pub"
    paper.put(right, foot + 10, checked, 6.5, colour=GREY, align="R", wide=130)
