"""A notebook file as people's programs write it: in UTF-8, or with the mark or in the UTF-16 of Windows tools."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
from nbformat import NotebookNode


def text_of(content: bytes) -> str:
    """The text of a notebook file, whichever of the encodings that JSON allows it is in, with a byte-order mark or not.

    Raises:
        UnicodeDecodeError: it is in none of them, for instance in a code page of Windows.
    """
    return content.decode(json.detect_encoding(content)).removeprefix("\ufeff")


def read_notebook(path: Path) -> NotebookNode:
    """A notebook file, as nbformat 4.

    Raises:
        OSError, UnicodeDecodeError, nbformat's own errors: it cannot be read; `reasons.problem_with` says why in words.
    """
    return nbformat.reads(text_of(path.read_bytes()), as_version=4)
