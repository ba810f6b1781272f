"""The gradebook read into frozen records: the roster, the status of the course, and exports for coordinators."""

from futurefit.records._gradebook_file import glance
from futurefit.records.export import (
    export,
    grades_csv,
    tasks_csv,
    write_all,
    write_workbook,
)
from futurefit.records.gradebook import read
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
from futurefit.records.refusals import Refusal
from futurefit.records.refusals import load as load_refusals
from futurefit.records.refusals import replace as replace_refusals
from futurefit.records.roster import Problem, RosterChange, RosterError, import_roster
from futurefit.records.roster import check as check_roster
from futurefit.records.roster import describe as describe_roster
from futurefit.records.status import (
    CourseStatus,
    Fetched,
    LabOfOfficer,
    LabStatus,
    OfficerStatus,
    status,
)
from futurefit.records.versions import lab_version

__all__ = [
    "CourseStatus",
    "Fetched",
    "Lab",
    "LabOfOfficer",
    "LabStatus",
    "Officer",
    "OfficerStatus",
    "Outcome",
    "Problem",
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
    "read",
    "replace_refusals",
    "save_outcome",
    "status",
    "tasks_csv",
    "write_all",
    "write_workbook",
]
