"""The format `json`: everything that is known of grades, for another program, by a published schema.

The schema stands beside this module and goes with every export. Its `version` changes when a reader of the old one
could misread the new one; a field may be added without.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from futurefit.records import Lab, Result
from futurefit.reports.formats import Export, Files

VERSION = 1
SCHEMA = Path(__file__).with_name("grades.schema.json")


class Json:
    """grades.json, and the schema that it keeps to."""

    names = True

    def files(self, export: Export) -> Files:
        return Files({Path("grades.json"): grades_json(export), Path(SCHEMA.name): SCHEMA.read_bytes()})


def grades_json(export: Export) -> bytes:
    """The records as JSON: moments in UTC, points as numbers, and null where there is no number."""
    records = export.records
    head = {
        "version": VERSION,
        "made_at": _moment(records.read_at),
        "cohort": export.cohort or None,
        "labs": [_lab(lab) for lab in records.labs],
    }
    results = records.by_officer()
    # Officer by officer: as one text, twenty thousand of them would be held in memory several times over.
    lines = (
        _text(
            {
                "id": officer.id,
                "name": officer.name,
                "ministry": officer.ministry or None,
                "cohort": officer.cohort or None,
                "results": [_result(result) for result in results[officer.id]],
            }
        )
        for officer in records.officers
    )
    return _text(head)[:-1] + b',"officers":[\n' + b",\n".join(lines) + b"\n]}\n"


def _text(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(errors="replace")


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else None


def _lab(lab: Lab) -> dict[str, Any]:
    return {
        "lab": lab.slug,
        "title": lab.title,
        "title_ms": lab.title_ms or None,
        "due": _moment(lab.due),
        "automatic_max": lab.automatic_max,
        "by_hand_max": lab.manual_max,
    }


def _result(result: Result) -> dict[str, Any]:
    has_points = result.has_points
    return {
        "lab": result.lab.slug,
        "state": str(result.state),
        "reason": result.reason or None,
        "automatic": result.automatic,
        "by_hand": result.manual,
        "extra_credit": result.extra_credit if has_points else None,
        "late_penalty": result.penalty if has_points else None,
        "total": result.total,
        "total_max": result.total_max,
        "submitted_at": _moment(result.submitted_at),
        "tasks": [
            {"task": task.grade_id, "kind": task.kind, "points": task.points, "max_points": task.max_points}
            for task in result.tasks
        ],
    }
