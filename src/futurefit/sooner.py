"""Start sooner: nbgrader's import takes half the time without a grammar that hardly anything asks for.

jsonschema, which nbformat imports, loads a checker of internationalised addresses (rfc3987-syntax), and that builds its
whole grammar at once: about a second. No notebook has such an address. Called by the command line alone, for its own
process: a library should change nothing for its users.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

_NAME = "rfc3987_syntax"


def put_off_address_grammar() -> None:
    """Let the grammar be built when the first address is checked, which gives the same answers as before."""
    if _NAME in sys.modules or find_spec(_NAME) is None:
        return
    stand_in = ModuleType(_NAME)

    def real(name: str) -> Any:
        if name.startswith("__"):  # asked by the import system, of any module
            raise AttributeError(name)
        if sys.modules.get(_NAME) is stand_in:
            del sys.modules[_NAME]
        return getattr(import_module(_NAME), name)

    def is_valid_syntax(*args: Any, **more: Any) -> Any:
        return real("is_valid_syntax")(*args, **more)

    vars(stand_in).update(is_valid_syntax=is_valid_syntax, __getattr__=real)
    sys.modules[_NAME] = stand_in
