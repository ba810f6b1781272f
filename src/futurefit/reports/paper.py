"""A4 pages in our own look, on top of fpdf2: headings, bars, lines, and both languages side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fpdf import FPDF, XPos, YPos

from futurefit.course import MALAYSIA
from futurefit.records import printable
from futurefit.reports.fonts import Fonts

Colour = tuple[int, int, int]
NAVY: Colour = (31, 58, 95)
INK: Colour = (33, 37, 41)
GREY: Colour = (90, 98, 110)
LINE: Colour = (213, 220, 230)
BLUE: Colour = (0, 114, 178)  # of the Okabe-Ito palette: told apart by those who do not see all colours
AMBER: Colour = (230, 159, 0)
PALE: Colour = (236, 240, 246)
_MARGIN = 18.0  # mm
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ms": "Januari Februari Mac April Mei Jun Julai Ogos September Oktober November Disember",
}


class Paper(FPDF):
    """A PDF of A4 pages. Lengths are in mm, sizes of letters in points."""

    def __init__(self, fonts: Fonts, title: str, made: datetime, *, landscape: bool = False) -> None:
        super().__init__("landscape" if landscape else "portrait", "mm", "A4")
        self.add_font("ours", "", fonts.regular)
        self.add_font("ours", "B", fonts.bold)
        for place, path in enumerate(fonts.others):
            self.add_font(f"other{place}", "", path)
        self.set_fallback_fonts([f"other{place}" for place in range(len(fonts.others))], exact_match=False)
        self.set_margins(_MARGIN, 16, _MARGIN)
        self.c_margin = 0.0
        self.set_auto_page_break(True, margin=20)
        self.set_title(printable(title))
        self.set_creation_date(made)
        self.set_lang("en")
        self.foot = ""

    def footer(self) -> None:
        """Called by fpdf2 at the end of each page; a page without words at its foot has no number either."""
        if not self.foot:
            return
        self.set_y(-14)
        self.write_line(self.foot, 7, colour=GREY)
        self.set_y(-14)
        self.write_line(f"{self.page_no()}", 7, colour=GREY, align="R")

    @property
    def width(self) -> float:
        """Between the margins."""
        return float(self.epw)

    def pen(self, size: float, *, bold: bool = False, colour: Colour = INK) -> None:
        """How the next words look."""
        self.set_font("ours", "B" if bold else "", size)
        self.set_text_color(*colour)

    def write_line(
        self, text: str, size: float, *, bold: bool = False, colour: Colour = INK, align: str = "L", wide: float = 0
    ) -> None:
        """Words, broken into lines where they are long, and on to the next line."""
        self.pen(size, bold=bold, colour=colour)
        for line in self.broken(shown(text), wide or self.width):
            self.cell(wide, size * 0.5, line, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def broken(self, words: str, wide: float) -> list[str]:
        """Words in lines that are no wider than `wide`, as the pen stands; fpdf2's own way takes ten times as long."""
        lines, line, used = [], "", 0.0
        space = self.get_string_width(" ")
        for word in words.split():
            long = self.get_string_width(word)
            if line and used + space + long > wide:
                lines.append(line)
                line, used = word, long
            else:
                line, used = (f"{line} {word}", used + space + long) if line else (word, long)
        return [*lines, line]

    def heading(self, english: str, malay: str) -> None:
        """A section's heading in both languages; it does not stand alone at the foot of a page."""
        if self.will_page_break(34):
            self.add_page()
        self.ln(5)
        self.pen(12, bold=True, colour=NAVY)
        self.cell(self.get_string_width(english) + 3, 7, english, new_x=XPos.RIGHT, new_y=YPos.TOP)
        self.pen(10, colour=GREY)
        self.cell(0, 7, malay, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.rule()
        self.ln(1.5)

    def rule(self) -> None:
        """A thin line across the page."""
        self.set_draw_color(*LINE)
        self.set_line_width(0.3)
        self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())

    def bar(self, x: float, y: float, wide: float, share: float, colour: Colour = BLUE, high: float = 3.2) -> None:
        """A bar filled to `share` (0 to 1)."""
        self.set_fill_color(*PALE)
        self.rect(x, y, wide, high, style="F")
        if filled := wide * min(max(share, 0.0), 1.0):
            self.set_fill_color(*colour)
            self.rect(x, y, filled, high, style="F")

    def put(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: Colour = INK,
        align: str = "L",
        wide: float = 0,
    ) -> None:
        """One line of words at a place, cut with “…” where it is wider than `wide`."""
        self.pen(size, bold=bold, colour=colour)
        words = shown(text)
        if wide:
            while words and self.get_string_width(words) > wide:
                words = words.rstrip("…")[:-1].rstrip() + "…"
        self.set_xy(x, y)
        self.cell(wide or None, size * 0.5, words, align=align)

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Big figures in a row, each with the words for it below."""
        step = self.width / len(pairs)
        top = self.get_y()
        for place, (figure, words) in enumerate(pairs):
            x = self.l_margin + place * step
            self.put(x, top, figure, 17, bold=True, colour=NAVY, wide=step - 3)
            self.pen(7.5, colour=GREY)
            lines = [line for part in words.splitlines() for line in self.broken(part, step - 4)]
            for row, line in enumerate(lines):
                self.put(x, top + 9 + row * 3.6, line, 7.5, colour=GREY)
        self.set_y(top + 18)


def shown(text: str) -> str:
    """`text` as it can be printed: in one line, with a visible mark for what has no form."""
    return " ".join(printable(text).split())


def day(moment: datetime, language: str = "en", *, short: bool = False) -> str:
    """A day of Malaysian time in words: "23 November 2026", or "23 Nov 2026"."""
    local = moment.astimezone(MALAYSIA)
    month = _MONTHS[language].split()[local.month - 1]
    return f"{local.day} {month[:3] if short else month} {local.year}"
