"""The gradebook read into frozen records: the roster, the status of the course, and exports for coordinators."""

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
from futurefit.records.outcomes import save as save_outcome
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
    "grades_csv",
    "import_roster",
    "load_outcomes",
    "read",
    "save_outcome",
    "status",
    "tasks_csv",
    "write_all",
    "write_workbook",
]
