"""A lab's source notebook with its cells as they are graded.

`nbgrader generate_assignment` may write other text than the source has: `### AUTOTEST x` becomes a test. The gradebook
keeps what it wrote. Imports nothing that is slow: a run asks for it before all else, to have a parent warm.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from futurefit.records import glance

if TYPE_CHECKING:
    from futurefit.course import Course

_TEXTS = (
    "SELECT c.name, c.source FROM source_cell c JOIN notebook n ON n.id = c.notebook_id "
    "JOIN assignment a ON a.id = n.assignment_id WHERE a.name = :lab AND n.name = :notebook"
)


def as_graded(source: str, texts: Mapping[str, str]) -> str:
    """The source notebook with the gradebook's text in all cells but the answers, where the model's are kept.

    Args:
        source: JSON of the source notebook.
        texts: of the gradebook's cells, by grade_id.
    """
    notebook = json.loads(source)
    changed = False
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader") or {}
        text = texts.get(str(marks.get("grade_id")))
        if cell["cell_type"] == "code" and not marks.get("solution") and text not in (None, "".join(cell["source"])):
            cell["source"], changed = text, True
    return json.dumps(notebook) if changed else source


def graded_texts(course: Course, lab: str, notebook: str) -> dict[str, str]:
    """The texts of the gradebook's cells of one notebook, by grade_id.

    Raises:
        RecordsError: there is no gradebook, or it cannot be read.
    """
    with glance(course) as ask:
        return {name: text or "" for name, text in ask(_TEXTS, {"lab": lab, "notebook": notebook})}
