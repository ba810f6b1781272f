"""The letters of our PDF files: DejaVu Sans, which comes with matplotlib, and this machine's fonts for other scripts.

Fonts are cut down to the letters in use once for an export: a font takes longer to read than a page to draw.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from futurefit.scratch import Scratch

# What the pages themselves say is in English and Malay.
_ALWAYS = {chr(code) for code in range(0x20, 0x7F)} | set("–—·…“”‘’✓→×≥≤•□")
_BLANK = {0x09, 0x0A, 0x0D, 0xA0}


@dataclass(frozen=True)
class Fonts:
    """Font files to use: `regular` and `bold`, then `others` for what they lack; `missing` has no letter anywhere."""

    regular: Path
    bold: Path
    others: tuple[Path, ...]
    missing: frozenset[str]


@contextmanager
def fonts_for(texts: Iterable[str]) -> Iterator[Fonts]:
    """Fonts that have the letters of all `texts`, as far as this machine has any; gone at the end."""
    import matplotlib
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it tells of every table that it leaves out
    wanted = {ord(letter) for text in texts for letter in text} | {ord(letter) for letter in _ALWAYS}
    dejavu = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    with Scratch("fonts") as folder, TTFont(dejavu / "DejaVuSans.ttf") as font:
        lacking = wanted - font.getBestCmap().keys() - _BLANK
        others = []
        for place, (path, number, has) in enumerate(_elsewhere(lacking)):
            others.append(_cut(path, number, has, folder / f"other{place}.ttf"))
            lacking -= has
        regular, bold = (
            _cut(dejavu / f"{name}.ttf", -1, wanted, folder / f"{name}.ttf")
            for name in ("DejaVuSans", "DejaVuSans-Bold")
        )
        yield Fonts(regular, bold, tuple(others), frozenset(map(chr, lacking)))


def _elsewhere(lacking: set[int]) -> Iterator[tuple[Path, int, set[int]]]:
    """Fonts with letters that are lacking: the file, its number in a collection (-1 where it is none), the letters."""
    if not lacking:
        return
    from fontTools.ttLib import TTFont, TTLibError
    from matplotlib import font_manager

    left = set(lacking)
    for name in sorted(font_manager.findSystemFonts(fontext="ttf")):
        number = 0 if name.lower().endswith(".ttc") else -1
        try:
            with TTFont(name, fontNumber=number, lazy=True) as font:
                has = left & (font.getBestCmap() or {}).keys() if "glyf" in font else set()
        except (TTLibError, OSError, ValueError, KeyError):
            continue  # a font that this machine has and cannot read is no use to us
        if has:
            yield Path(name), number, has
            left -= has
        if not left:
            return


def _cut(source: Path, number: int, letters: set[int], target: Path) -> Path:
    """Write `target`, the font with these letters only."""
    target.write_bytes(_with_only(source, number, frozenset(letters)))
    return target


@lru_cache(maxsize=8)  # one export after the other has much the same letters, and cutting takes seconds
def _with_only(source: Path, number: int, letters: frozenset[int]) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(layout_features=[], notdef_outline=True)
    content = io.BytesIO()
    with TTFont(source, fontNumber=number) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=letters)
        cutter.subset(font)
        font.save(content)
    return content.getvalue()
