"""The course: what is configured in nbgrader, and what of this project is plugged into it.

Read by every nbgrader command that runs in this folder, by JupyterLab, and by `futurefit`.
"""

import os
from pathlib import Path

from futurefit.grading import configure

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

# How officers' work is collected, graded and given feedback on: nbgrader's own steps, with what they get wrong mended.
configure(c)
