"""How long a lab takes, reckoned from what there is to read, run and write, held against the minutes that it states.

The rates are of the people whom the labs are for: 200 words a minute for careful reading in a second language, a bit
more than half a minute to run a cell and look at what it shows, half a minute for a line of one's own, four minutes to
begin a task and mend what its checks say, twelve for a reflection of 120 to 200 words. They agreed with the time of
two people who did two of the labs from the released notebooks alone.
"""

from __future__ import annotations

import re

from futurefit.authoring.lab import SOLUTION, Lab, regions

WORDS_A_MINUTE = 200
A_CELL, A_LINE, A_TASK, A_REFLECTION = 0.6, 0.5, 4.0, 12.0
FAR_OFF, SLACK = 0.2, 5  # a fifth of what is stated, and never less than five minutes


def reckoned(lab: Lab) -> int:
    """The minutes that a lab takes an officer who reads all of it and does all of its tasks."""
    words = cells = lines = reflections = 0
    for cell in lab.notebook.cells:
        of_officer = cell.metadata.get("nbgrader", {}).get("solution", False)
        if cell.cell_type == "code":
            cells += 1
            if of_officer:
                for first, end in regions(cell.source, SOLUTION):
                    lines += sum(bool(line.strip()) for line in cell.source.splitlines()[first - 1 : end - 1])
        elif of_officer:  # the officer finds an empty cell here
            reflections += 1
        else:
            words += len(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", cell.source))
    tasks = len(lab.tests_by_task)
    return round(words / WORDS_A_MINUTE + A_CELL * cells + A_LINE * lines + A_TASK * tasks + A_REFLECTION * reflections)


def problem(lab: Lab) -> str:
    """Why the minutes that the lab states are not true, as part of a sentence; "" where they are."""
    stated, found = lab.settings.minutes, reckoned(lab)
    if abs(stated - found) <= max(FAR_OFF * stated, SLACK):
        return ""
    what = "cut words, cells or tasks, or state more" if found > stated else "state fewer"
    return f"states {stated} minutes, and takes about {found} by its words, cells, tasks and answers; {what}"
