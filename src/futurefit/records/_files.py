"""Files that are never left half written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from futurefit.records.model import RecordsError


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write files whole or not at all: each beside its place first, and only when all are there into it.

    Raises:
        RecordsError: one cannot be written; it, and those after it in `files`, are as they were.
    """
    parts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in files}
    path = Path()
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            parts[path].write_bytes(content)
        for path in files:
            os.replace(parts[path], path)
    except OSError as error:
        raise RecordsError(
            f"{path} could not be written ({error.strerror or error}). If it is open in another program, "
            f"close it there; otherwise check that you may write in {path.parent}. Then run the same command again."
        ) from error
    finally:
        for part in parts.values():
            with suppress(OSError):  # where its folder could not be made, nothing was written
                part.unlink(missing_ok=True)
