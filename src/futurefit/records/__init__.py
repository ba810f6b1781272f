"""The gradebook read into frozen records: the roster, the status of the course, and exports for coordinators.

The names below are looked up when they are first used: a command that finds nothing to grade is over before all of
these modules could be imported.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from futurefit.records._files import write_files
    from futurefit.records._gradebook_file import glance
    from futurefit.records._text import number, printable, starts_formula
    from futurefit.records.course_status import (
        CourseStatus,
        Fetched,
        LabOfOfficer,
        LabStatus,
        OfficerStatus,
        status,
    )
    from futurefit.records.exports import (
        export,
        grades_csv,
        tables,
        tasks_csv,
        write_all,
        write_workbook,
    )
    from futurefit.records.gradebook import read
    from futurefit.records.headings import Reading
    from futurefit.records.late import outdated_penalties
    from futurefit.records.model import (
        Lab,
        Officer,
        Records,
        RecordsError,
        Result,
        State,
        TaskScore,
    )
    from futurefit.records.outcomes import Outcome, fingerprint
    from futurefit.records.outcomes import forget as forget_outcome
    from futurefit.records.outcomes import load as load_outcomes
    from futurefit.records.outcomes import load_one as load_outcome
    from futurefit.records.outcomes import save as save_outcome
    from futurefit.records.people import People
    from futurefit.records.refusals import Refusal
    from futurefit.records.refusals import load as load_refusals
    from futurefit.records.refusals import replace as replace_refusals
    from futurefit.records.roster import Problem, RosterChange, RosterError, import_roster
    from futurefit.records.roster import check as check_roster
    from futurefit.records.roster import describe as describe_roster
    from futurefit.records.versions import lab_version, version_by

__all__ = [
    "CourseStatus",
    "Fetched",
    "Lab",
    "LabOfOfficer",
    "LabStatus",
    "Officer",
    "OfficerStatus",
    "Outcome",
    "People",
    "Problem",
    "Reading",
    "Records",
    "RecordsError",
    "Refusal",
    "Result",
    "RosterChange",
    "RosterError",
    "State",
    "TaskScore",
    "check_roster",
    "describe_roster",
    "export",
    "fingerprint",
    "forget_outcome",
    "glance",
    "grades_csv",
    "import_roster",
    "lab_version",
    "load_outcome",
    "load_outcomes",
    "load_refusals",
    "number",
    "outdated_penalties",
    "printable",
    "read",
    "replace_refusals",
    "save_outcome",
    "starts_formula",
    "status",
    "tables",
    "tasks_csv",
    "version_by",
    "write_all",
    "write_files",
    "write_workbook",
]

# No module may have one of these names: once imported, it would be found in the name's place.
_HOME = {
    "_files": ("write_files",),
    "_gradebook_file": ("glance",),
    "_text": ("number", "printable", "starts_formula"),
    "course_status": ("CourseStatus", "Fetched", "LabOfOfficer", "LabStatus", "OfficerStatus", "status"),
    "exports": ("export", "grades_csv", "tables", "tasks_csv", "write_all", "write_workbook"),
    "gradebook": ("read",),
    "headings": ("Reading",),
    "late": ("outdated_penalties",),
    "model": ("Lab", "Officer", "Records", "RecordsError", "Result", "State", "TaskScore"),
    "people": ("People",),
    "outcomes": ("Outcome", "fingerprint", "forget_outcome", "load_outcome", "load_outcomes", "save_outcome"),
    "refusals": ("Refusal", "load_refusals", "replace_refusals"),
    "roster": ("Problem", "RosterChange", "RosterError", "check_roster", "describe_roster", "import_roster"),
    "versions": ("lab_version", "version_by"),
}
_THERE = {  # names that say more here than in their own module
    "check_roster": "check",
    "describe_roster": "describe",
    "forget_outcome": "forget",
    "load_outcome": "load_one",
    "load_outcomes": "load",
    "load_refusals": "load",
    "replace_refusals": "replace",
    "save_outcome": "save",
}


def __getattr__(name: str) -> Any:
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), _THERE.get(name, name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
