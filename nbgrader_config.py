"""The course: what is configured in nbgrader, and what of this project is plugged into it.

Read by every nbgrader command that runs in this folder, by JupyterLab, and by `futurefit`.
"""

import os
from importlib.resources import files
from pathlib import Path

c = get_config()  # given by traitlets

course = Path(__file__).resolve().parent

c.CourseDirectory.course_id = "future-fit"
c.CourseDirectory.root = str(course)
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", ".*"]

# Where instructors release and officers submit. A site with several accounts on one machine names a folder that all of
# them reach; on one person's machine it is a folder of the course.
c.Exchange.root = os.environ.get("FUTUREFIT_EXCHANGE", str(course / "exchange"))
# UTC, since "+08" (Kuala Lumpur's abbreviation) breaks the names of nbgrader's submission folders.
# People are shown Malaysian time.
c.Exchange.timezone = "UTC"

# What an officer sees in place of a model answer.
c.ClearSolutions.code_stub = {
    "python": '# ✏ Write your answer here, then delete the next line.\nraise NotImplementedError("not written yet")'
}
c.ClearSolutions.text_stub = "✏ *Write your answer here, in English or in Bahasa Melayu.*"

# A cell that runs longer than this is interrupted; the cells after it are still run.
c.Execute.timeout = 60
c.Execute.interrupt_on_timeout = True
# Much output takes longer to arrive than nbgrader's 4 seconds where the machine is busy.
c.Execute.iopub_timeout = 30
# No history on disk, and no warnings between the lines of a grading's progress.
c.Execute.extra_arguments = ["--HistoryManager.hist_file=:memory:", "--IPKernelApp.log_level=ERROR"]

# nbgrader's own steps, with those that it gets wrong mended (futurefit/grading/preprocessors.py says what goes wrong).
c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput",
    "futurefit.grading.preprocessors.GradeOriginals",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "futurefit.grading.preprocessors.PutBackDeleted",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "nbgrader.preprocessors.Execute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "futurefit.grading.preprocessors.LimitOutputSize",
    "nbgrader.preprocessors.LimitOutput",
    "futurefit.grading.preprocessors.ForgiveWarnings",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Pages of feedback and marking ask nothing of the network; nbgrader's own templates come after ours.
c.HTMLExporter.extra_template_basedirs = [
    str(files("futurefit") / "grading" / "templates"),
    str(files("nbgrader") / "server_extensions" / "formgrader" / "templates"),
]
# A feedback page cannot run live elements or scripts: their still pictures are shown.
c.WidgetsDataTypeFilter.display_data_priority = [
    "text/html",
    "text/markdown",
    "image/svg+xml",
    "text/latex",
    "image/png",
    "image/jpeg",
    "text/plain",
]
c.GenerateFeedback.preprocessors = [
    "futurefit.grading.preprocessors.FoldTests",
    "nbgrader.preprocessors.GetGrades",
    "futurefit.grading.preprocessors.SayWaiting",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
