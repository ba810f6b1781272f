"""The command `futurefit`: each command is thin over one library function.

Libraries raise; only here does an error become a message and an exit code.
"""

from __future__ import annotations

import atexit
import gc
import sys

from futurefit import show
from futurefit.cli._app import app
from futurefit.errors import FutureFitError
from futurefit.sooner import put_off_address_grammar

# Each adds its commands, and their order is that of the help.
# isort: off
from futurefit.cli import run_labs, write_labs, set_up  # noqa: F401
# isort: on

__all__ = ["app", "main"]


def main() -> None:
    """Run the command; an error that a person can mend becomes a message and exit code 1."""
    put_off_address_grammar()
    atexit.register(gc.freeze)  # Python's last search for garbage takes a third of a second, and all is freed anyway
    try:
        app()
    except FutureFitError as error:
        sys.exit(show.failed(str(error)))
    except OSError as error:  # no space, no permission, a file where a folder should be
        where = f"{error.filename} cannot be used" if error.filename else "The system refused"
        sys.exit(show.failed(f"{where}: {error.strerror or error}. Mend that, then run the same command again."))
