"""Records written out for those who get them: tables, Moodle, PDF, certificates, JSON, and the report.

The formats are loaded when they are first asked for; what anybody needs is here.
"""

from futurefit.reports.formats import Audience, Export, Exported, Files, Format, ReportsError, export, names
from futurefit.reports.log import Entry
from futurefit.reports.log import load as load_log

__all__ = [
    "Audience",
    "Entry",
    "Export",
    "Exported",
    "Files",
    "Format",
    "ReportsError",
    "export",
    "load_log",
    "names",
]
