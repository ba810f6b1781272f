"""The finished picture that opens a lab: drawn by the lab itself, from its model answer."""

from __future__ import annotations

import base64
import copy
from pathlib import Path

from nbclient import NotebookClient

from futurefit.authoring.lab import Lab, LabError

NAME = "finished.png"


def draw_picture(lab: Lab) -> Path:
    """Run the lab with its model answer and keep what its cell tagged `picture` shows as `data/finished.png`.

    Raises:
        LabError: no such cell, or it showed no picture.
    """
    (lab.folder / "data").mkdir(exist_ok=True)
    executed = copy.deepcopy(lab.notebook)
    NotebookClient(
        executed,
        timeout=600,
        resources={"metadata": {"path": str(lab.folder)}},
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    ).execute()
    for cell in executed.cells:
        if "picture" not in cell.metadata.get("tags", []):
            continue
        for output in cell.outputs:
            image = output.get("data", {}).get("image/png")
            if image:
                path = lab.folder / "data" / NAME
                path.write_bytes(base64.b64decode(image))
                return path
    raise LabError([f"{lab.folder / 'lab.py'}: no cell tagged “picture” shows a picture"])
