"""Give a course the whole engine: one line in its own nbgrader_config.py.

    import futurefit.grading; futurefit.grading.configure(c)

What decides marks is set here whatever the file said before: nbgrader's steps with ours among them, who collects, and
who makes the page of feedback. All else is the course's own business: time limits, stubs, the exchange and the limits
of the sandbox are left as they are, the rest is only given a value where the file has none. A line after this one
changes anything that it set.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

OWN = "futurefit.grading"

SANITIZE = [
    f"{OWN}.steps.keeping.BeginGrading",
    f"{OWN}.steps.sanitising.NeedSoundNotebook",
    "nbgrader.preprocessors.ClearOutput",
    f"{OWN}.steps.names.TellName",
    f"{OWN}.steps.sanitising.KnowCells",
    f"{OWN}.steps.sanitising.GradeOriginals",
    f"{OWN}.steps.sanitising.KeepOwnMetadata",
    f"{OWN}.steps.sanitising.PutBackDeleted",
    "nbgrader.preprocessors.CheckCellMetadata",
]
AUTOGRADE = [
    f"{OWN}.steps.execute.Examine",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    f"{OWN}.steps.scoring.LimitOutputSize",
    "nbgrader.preprocessors.LimitOutput",
    f"{OWN}.steps.scoring.ForgiveWarnings",
    f"{OWN}.steps.scoring.GivePartialCredit",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
    f"{OWN}.steps.keeping.EndGrading",
]
# By the section and name in nbgrader's configuration.
ENGINE: dict[tuple[str, str], Any] = {
    ("Autograde", "sanitize_preprocessors"): SANITIZE,
    ("Autograde", "autograde_preprocessors"): AUTOGRADE,
    ("Autograde", "exporter_class"): f"{OWN}.steps.keeping.ReasonKeeper",
    # Refuses what could harm, and goes by the server's clock (docs/instructors.md, “What collecting refuses”).
    ("ExchangeFactory", "collect"): f"{OWN}.collect.exchange.CollectSafely",
    ("GenerateFeedback", "exporter_class"): f"{OWN}.feedback.page.FeedbackExporter",
    ("GenerateFeedback", "preprocessors"): [],
    # Formgrader's page for marking is nbconvert's, with scripts of its own: there the submission's part is cleaned.
    ("HTMLExporter", "sanitize_html"): True,
    ("HTMLExporter", "filters"): {
        "clean_html": f"{OWN}.feedback.cleaning.clean",
        "markdown2html": f"{OWN}.feedback.cleaning.markdown_filter",
    },
}
DEFAULTS: dict[tuple[str, str], Any] = {
    # nbgrader's own table of grades, without numbers for work that is not graded.
    ("ExportApp", "plugin_class"): "futurefit.records.exporter.PlainExporter",
    # A page for marking cannot run live elements or scripts: their still pictures are shown.
    ("WidgetsDataTypeFilter", "display_data_priority"): [
        "text/html",
        "text/markdown",
        "image/svg+xml",
        "text/latex",
        "image/png",
        "image/jpeg",
        "text/plain",
    ],
}


def configure(c: Any) -> None:
    """Make nbgrader grade, collect and give feedback by this package's engine; `c` is nbgrader's configuration."""
    for (section, name), value in ENGINE.items():
        given = c[section].get(name)
        setattr(c[section], name, {**given, **value} if isinstance(given, dict) and isinstance(value, dict) else value)
    for (section, name), value in DEFAULTS.items():
        if name not in c[section]:
            setattr(c[section], name, value)
    if "extra_template_basedirs" not in c.HTMLExporter:
        # Pages for marking ask nothing of the network; nbgrader's own templates come after ours.
        c.HTMLExporter.extra_template_basedirs = [
            str(Path(__file__).parent / "feedback" / "templates"),
            *_templates_of_nbgrader(),
        ]


def _templates_of_nbgrader() -> list[str]:
    found = find_spec("nbgrader")  # without its import, which takes over a second
    places = found.submodule_search_locations if found else None
    return [str(Path(place) / "server_extensions" / "formgrader" / "templates") for place in places or ()]
