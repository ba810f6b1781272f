"""The rules of the house: which room may use which, and how long a module may be."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "futurefit"
ROOMS = ("kit", "authoring", "grading", "records", "reports", "hub")
MODULES = sorted(SOURCE.rglob("*.py"))


def imports(path: Path) -> list[str]:
    """Full names of the project's own modules and members that a module imports."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return [name for name in found if name.startswith("futurefit")]


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_a_room_keeps_to_its_neighbours_front_doors(path):
    room = room_of(path)
    for name in imports(path):
        other, *inside = name.split(".")[1:]
        assert other != "cli" or room == "cli", f"{name}: nobody imports the command line"
        if other in ROOMS and other != room:
            assert room != "kit", f"{name}: what officers import stands alone"
            assert not any(part.startswith("_") for part in inside), f"{name} is private to its room"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_a_module_reads_in_one_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 420
