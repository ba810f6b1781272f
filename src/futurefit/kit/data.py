"""The files that come with a lab."""

from __future__ import annotations

from pathlib import Path


def data_file(name: str) -> Path:
    """The path of a file in the `data` folder beside the notebook.

    Raises:
        FileNotFoundError: it is not there; the message says how to get it back.
    """
    path = Path("data") / name
    if not path.is_file():
        raise FileNotFoundError(
            f"The file “{name}” is not in the folder “data” beside this notebook. "
            "Open the notebook in the folder in which you received it, or fetch the lab again."
        )
    return path
