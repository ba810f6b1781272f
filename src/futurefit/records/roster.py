"""The roster: who is on the course, from a CSV file that somebody made in a spreadsheet.

Columns: officer_id, name, email, ministry, cohort, in any order, all of them filled on every line, and lms_id where
there is one. Columns with other names are read by a mapping (`headings`). `check` finds everything that is wrong with a
file in one reading; `import_roster` changes nothing unless all of it is right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from futurefit.records._files import write_files
from futurefit.records._gradebook_file import open_gradebook
from futurefit.records._table import Problem, decode, fields_of, is_separator_hint, tidy
from futurefit.records._text import starts_formula, to_csv
from futurefit.records.headings import COLUMNS, FIELDS, LMS_ID, Columns, Reading, letters, propose
from futurefit.records.ids import ID, RESERVED, Ids
from futurefit.records.model import Officer, RecordsError

_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_LONGEST = 128  # what nbgrader's gradebook keeps of a name and of an e-mail address
_LONGEST_LINE = 10_000
_MOJIBAKE = re.compile("[ÃÂ][\x80-\xbf‚-™]|â€")  # UTF-8 that was once read as Windows-1252
_ORDINARY = frozenset(" .,'’‘`-/@()&")  # beside letters and digits: "Tan Ah Kow @ Ali", "Siti a/p Raju", "'Abd"


_PLAIN = Reading()
_ACCEPT = "Add --yes if this is right, else name a column (--column name='HEADING + HEADING'): they would be"


class RosterError(RecordsError):
    """The roster file cannot be imported; `problems` has all that is wrong with it."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        self.path, self.problems = path, problems
        super().__init__(describe(path, problems))


@dataclass(frozen=True)
class RosterChange:
    """What an import did, as officer ids in the order of the file.

    `missing` are in the gradebook and no longer in the file. They stay, since their grades hang on them; who should
    go for good is removed with nbgrader: nbgrader db student remove ID.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    missing: tuple[str, ...]
    warnings: tuple[Problem, ...] = ()


def describe(path: Path, problems: tuple[Problem, ...]) -> str:
    """All problems in one message, in the order of the file, ending with what to do."""
    fatal = sum(problem.fatal for problem in problems)
    lines = [f"{path}: {fatal} to mend, {len(problems) - fatal} to look at."]
    lines += [f"  {problem}" for problem in sorted(problems, key=lambda problem: problem.line)]
    if any(problem.fatal and problem.todo.startswith(_ACCEPT) for problem in problems):
        lines.append("Nothing was changed. To take it so, run the same command with --yes")
    else:
        lines.append(f"Nothing was changed. Mend the file, then run: futurefit roster import {path}" if fatal else "")
    return "\n".join(lines).rstrip()


def check(
    path: Path, reading: Reading = _PLAIN, known: Sequence[Officer] = ()
) -> tuple[tuple[Officer, ...], tuple[Problem, ...]]:
    """Read a roster file, and find all that is wrong with it.

    Args:
        reading: how columns with names of their own are read.
        known: the roster of before, whose ids stay.

    It may be UTF-8 (with or without Excel's byte-order mark), UTF-16 or Windows-1252, separated by commas, semicolons
    or tabs.

    Returns:
        The officers whose lines are in order, in the order of the file, and the problems.

    Raises:
        RecordsError: there is no such file, or it cannot be opened.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RecordsError(
            f"{path} cannot be read ({error.strerror}). Check its name, then run: futurefit roster import FILE"
        ) from error
    problems: list[Problem] = []
    text = decode(data, problems)
    if text is None:
        return (), tuple(problems)
    lines = re.split("\r\n|\r|\n", text)
    for number, line in enumerate(lines, 1):
        if len(line) > _LONGEST_LINE:
            what = f"it has {len(line)} characters, so this is hardly a roster"
            return (), (*problems, Problem(number, "", what, "Choose the right file, saved as CSV UTF-8"))
    first = next((n for n, line in enumerate(lines) if line.strip() and not is_separator_hint(line)), None)
    if first is None:
        return (), (*problems, Problem(0, "", "it is empty", f"Its first line must be: {','.join(COLUMNS)}"))
    separator, columns = _header(lines[first], first + 1, reading, problems)
    if columns is None:
        return (), tuple(problems)
    ids = Ids(known) if reading.make_ids else None
    found = list(_officers(lines, first + 1, separator, columns, reading, ids, problems))
    if columns.guessed:
        todo = f"{'They were' if reading.accept else _ACCEPT} read as\n{_shown(lines, first, separator, columns)}"
        what = "its columns have names of their own"
        problems.append(Problem(first + 1, "", what, todo, fatal=not reading.accept))
    officers = _without_duplicates(found, problems)
    if not officers and not any(problem.fatal for problem in problems):
        problems.append(Problem(0, "", "it lists no officer", "Add a line for each officer below the first"))
    return tuple(officers), tuple(problems)


def load(course: Path) -> tuple[Officer, ...]:
    """The roster that was last imported, with those that it no longer lists at the end; empty before the first import.

    Raises:
        RosterError: <course>/roster.csv was changed by hand and is broken.
    """
    path = course / "roster.csv"
    if not path.exists():
        return ()
    officers, problems = check(path)
    if any(problem.fatal for problem in problems):
        raise RosterError(path, problems)
    return officers


def _shown(lines: list[str], first: int, separator: str, columns: Columns) -> str:
    """How the columns are read, with the first line as it becomes."""
    width = len(columns.headings)
    examples = ([tidy(field) for field in fields_of(line, separator)] for line in lines[first + 1 :])
    example = next((e for e in examples if len(e) >= width and any(e) and not columns.nobody(e)), [""] * width)
    return "\n".join(f"    {line}" for line in columns.shown(example).split("\n"))


def import_roster(course: Path, path: Path, reading: Reading = _PLAIN) -> RosterChange:
    """Put the officers of a roster file into nbgrader's gradebook, and write <course>/roster.csv.

    It can be run again, with the same file or a newer one. The gradebook is changed in one transaction.

    Raises:
        RosterError: something in the file is wrong; nothing was changed.
        RecordsError: the file or the gradebook cannot be opened, or roster.csv cannot be written.
    """
    roster = load(course)
    officers, problems = check(path, reading, roster)
    if any(problem.fatal for problem in problems):
        raise RosterError(path, problems)
    from nbgrader.api import Student

    before = {officer.id: officer for officer in roster}
    added, changed, unchanged = [], [], []
    with open_gradebook(course, create=True) as gradebook:
        students = {student.id: student for student in gradebook.db.query(Student)}
        for officer in officers:
            wanted = {"first_name": officer.name, "last_name": "", "email": officer.email}
            student = students.get(officer.id)
            if student is None:
                gradebook.db.add(Student(id=officer.id, **wanted))
                added.append(officer.id)
            elif before.get(officer.id) == officer and all(getattr(student, k) == v for k, v in wanted.items()):
                unchanged.append(officer.id)
            else:
                for key, value in wanted.items():
                    setattr(student, key, value)
                changed.append(officer.id)
        listed = {officer.id for officer in officers}
        missing = sorted(students.keys() - listed)
        # Those no longer listed keep their ministry and cohort here, for their grades are still exported.
        kept = [before[id] for id in missing if id in before]
        rows = [(o.id, o.name, o.email, o.ministry, o.cohort, o.lms_id) for o in (*officers, *kept)]
        width = len(FIELDS) if any(row[-1] for row in rows) else len(COLUMNS)
        gradebook.db.flush()  # a locked gradebook says so here, before anything is written
        write_files({course / "roster.csv": to_csv(FIELDS[:width], [row[:width] for row in rows]).encode()})
        gradebook.db.commit()
    return RosterChange(tuple(added), tuple(changed), tuple(unchanged), tuple(missing), problems)


def _header(line: str, number: int, reading: Reading, problems: list[Problem]) -> tuple[str, Columns | None]:
    """The separator, and the columns; None if any is missing."""
    own = [letters(field) for field in FIELDS]

    def headings(separator: str) -> list[str]:
        return [tidy(name) for name in fields_of(line, separator)]

    separator = max(",;\t", key=lambda s: (len({letters(h) for h in headings(s)} & set(own)), line.count(s)))
    names = headings(separator)
    try:
        columns = propose(names, reading)
    except KeyError as error:
        there = ", ".join(filter(None, names))
        problems.append(Problem(number, "", f"there is no column {error.args[0]!r}", f"Name one of: {there}"))
        return separator, None
    missing = [column for column in COLUMNS if column not in columns.of and column not in reading.fill]
    if reading.make_ids and "officer_id" in missing:
        missing.remove("officer_id")
    for column in missing:
        also = ", or --make-ids" if column == "officer_id" else f", or one value for all: --fill {column}=VALUE"
        todo = f"The first line must name all of: {', '.join(COLUMNS)}. Or name it: --column {column}=HEADING{also}"
        problems.append(Problem(number, column, "there is no such column", todo))
    for column in FIELDS:
        if [letters(name) for name in names].count(letters(column)) > 1 and column not in reading.columns:
            problems.append(Problem(number, column, "there are two such columns", "Keep one of them"))
    for name in columns.unused if not columns.guessed else ():
        todo = f"If it should be used, name it one of: {', '.join(FIELDS)}"
        problems.append(Problem(number, name, "this column is not known and is left out", todo, fatal=False))
    if missing and columns.guessed:
        found = "; ".join(f"{n} from {' + '.join(columns.headings[p] for p in columns.of[n])}" for n in columns.of)
        problems.append(
            Problem(number, "", f"the others were found: {found}", "Look whether that is right", fatal=False)
        )
    return separator, None if missing else columns


def _officers(
    lines: list[str],
    start: int,
    separator: str,
    columns: Columns,
    reading: Reading,
    ids: Ids | None,
    problems: list[Problem],
) -> Iterator[tuple[int, Officer]]:
    """Each line in order as (line number, officer); what is wrong with the others goes to `problems`."""
    index = start
    while index < len(lines):
        number, line = index + 1, lines[index]
        index += 1
        if line.count('"') % 2:
            # A quoted line break, if its other half follows soon; else a quotation mark too many on this line alone.
            ends = [i for i in range(index, min(index + 3, len(lines))) if lines[i].count('"') % 2]
            index = ends[0] + 1 if ends else index
            what = (
                f"a line break inside quotation marks (to line {index})" if ends else "a quotation mark is not closed"
            )
            problems.append(Problem(number, "", what, "Write each officer on one line"))
            continue
        fields = [tidy(field) for field in fields_of(line, separator)]
        width = len(columns.headings)
        while len(fields) > width and not fields[-1]:
            fields.pop()
        if not any(fields):
            continue
        if len(fields) != width:
            what = f"{len(fields)} fields where the first line has {width}"
            todo = f'Put a field that holds "{separator}" in quotation marks' if separator != "\t" else "Mend the line"
            problems.append(Problem(number, "", what, todo))
            continue
        if columns.nobody(fields):
            continue
        values = {column: columns.value(column, fields) or tidy(reading.fill.get(column, "")) for column in FIELDS}
        if ids:
            values["officer_id"] = ids.make(values["officer_id"], values["email"], values[LMS_ID])
        problems.extend(problem for column in FIELDS for problem in _wrong(number, column, values[column]))
        # A line with a fatal problem goes on too, so that a duplicate is found in the same reading.
        yield number, Officer(*(values[column] for column in FIELDS))


def _wrong(line: int, column: str, value: str) -> Iterator[Problem]:
    """What is wrong with one field by itself."""
    if not value:
        if column == LMS_ID:
            return
        yield Problem(line, column, "it is blank", "Fill it in")
    elif hidden := sorted({c for c in value if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cn", "Zl", "Zp")}):
        names = ", ".join(unicodedata.name(c, f"U+{ord(c):04X}") for c in hidden)
        yield Problem(line, column, f"{value!r} holds characters that cannot be seen ({names})", "Type it again")
    elif "\N{REPLACEMENT CHARACTER}" in value or _MOJIBAKE.search(value):
        yield Problem(line, column, f"{value!r} was damaged by a wrong encoding", "Type it again; save as CSV UTF-8")
    elif column == "officer_id" and not ID.fullmatch(value):
        lower = value.lower()
        todo = f"Write it as {lower}" if ID.fullmatch(lower) else "Choose one such as officer01, or use --make-ids"
        what = f"{value!r} cannot be an id (a to z, 0 to 9, . _ -, starting with a letter, at most 32 characters)"
        yield Problem(line, column, what, todo)
    elif column == "officer_id" and value in RESERVED:
        yield Problem(line, column, f"{value!r} is an account of the system itself", "Choose one such as officer01")
    elif column == "email" and not _EMAIL.fullmatch(value):
        yield Problem(line, column, f"{value!r} is not an e-mail address", "Write one such as officer01@example.com")
    elif column in ("name", "email", LMS_ID) and len(value) > _LONGEST:
        yield Problem(line, column, f"it has {len(value)} characters", f"Shorten it to at most {_LONGEST}")
    elif column != "email" and starts_formula(value):
        todo = "If it is right, leave it: exports show it as text"
        yield Problem(line, column, f"{value!r} looks like a spreadsheet's formula", todo, fatal=False)
    elif column == "name":
        odd = {c for c in value if not (unicodedata.category(c)[0] in "LM" or c.isdecimal() or c in _ORDINARY)}
        if odd:
            what = f"{value!r} holds what names rarely have: {' '.join(sorted(odd))}"
            yield Problem(line, column, what, "If it is right, leave it", fatal=False)


def _without_duplicates(found: list[tuple[int, Officer]], problems: list[Problem]) -> list[Officer]:
    """Report ids and e-mails that come twice (also when only capitals differ); return officers with nothing wrong."""
    each = {"officer_id": "an id", "email": "an address", LMS_ID: "a number"}
    for field in each:
        first: dict[str, int] = {}
        for line, officer in found:
            value = {"officer_id": officer.id, "email": officer.email}.get(field, officer.lms_id)
            earlier = first.setdefault(value.casefold(), line)
            if value and earlier != line:
                todo = f"Give each officer {each[field]} of their own"
                problems.append(Problem(line, field, f"{value!r} is also on line {earlier}", todo))
    wrong = {problem.line for problem in problems if problem.fatal}
    return [officer for line, officer in found if line not in wrong]
