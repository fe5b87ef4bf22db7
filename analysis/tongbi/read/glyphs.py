"""The characters of a PDF's page with their boxes, and the runs that they stand in.

A PDF keeps characters and their places, in any order. Characters on one height without a wide
gap are a run.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pypdfium2.raw import FPDFText_IsGenerated as is_generated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pypdfium2 import PdfPage

__all__ = ["GAP", "SAME_LINE", "Glyph", "Run", "page_glyphs", "run_text", "text_rows"]

GAP = 1.8
"""Character heights between two runs of a line."""
SAME_LINE = 0.5
"""Heights by which characters of one line may be shifted."""

_BLANK = 0.12  # character heights between a figure or word and what follows a blank
_DOUBLED = 0.15  # character heights between the two prints of a bold character
_CHARACTERS = 60_000  # of a page; more are no page of a report


class Glyph(NamedTuple):
    """A character and its box, and whether the file has a blank behind it."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    blank: bool

    @property
    def middle(self) -> float:
        """Height on the page of its middle."""
        return (self.bottom + self.top) / 2

    @property
    def height(self) -> float:
        """Height of its box."""
        return max(self.top - self.bottom, 1.0)


Run = list[Glyph]
"""Characters that stand next to each other."""


def page_glyphs(page: PdfPage) -> list[Glyph]:
    """Return the characters of a page that can be seen, as the file has them."""
    textpage = page.get_textpage()
    count = textpage.count_chars()
    text = textpage.get_text_range(0, count) if 0 < count <= _CHARACTERS else ""
    glyphs: list[Glyph] = []
    # Characters outside of the basic plane take two indices; there the boxes end early.
    for index, character in enumerate(text[:count]):
        if character.isspace() or character in "\ufffe\x02\x00":
            continue
        left, bottom, right, top = textpage.get_charbox(index, loose=True)
        # PDFium adds blanks of its own wherever characters are set apart.
        blank = text[index + 1 : index + 2] == " " and not is_generated(textpage.raw, index + 1)
        glyphs.append(Glyph(character, left, bottom, right, top, blank))
    textpage.close()
    return glyphs


def text_rows(glyphs: Iterable[Glyph]) -> Iterator[list[Run]]:
    """Yield for each height the runs that stand there, wherever the file has their characters.

    A file may write the characters of one font after those of another, or bold ones twice.
    """
    for row in _heights(glyphs):
        found: list[Run] = [[]]
        for glyph in sorted(row, key=lambda g: (g.left, g.right)):
            before = found[-1][-1] if found[-1] else None
            if before is not None and before.text == glyph.text and _covers(before, glyph):
                continue
            if before is not None and glyph.left - before.right > GAP * before.height:
                found.append([])
            found[-1].append(glyph)
        yield found


def run_text(run: Run) -> str:
    """Return the text of a run, with the blanks that a reader sees in it."""
    text = run[0].text
    for before, glyph in pairwise(run):
        apart = glyph.left - before.right > _BLANK * before.height
        # Justification sets ideographs apart too: there the file must have a blank of its own.
        spaced = apart and (before.blank or _narrow(before) or _narrow(glyph))
        text += f" {glyph.text}" if spaced else glyph.text
    return text


def _heights(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Group characters by the height on which they stand, from the head of the page."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: (-g.middle, g.left)):
        if row and row[0].middle - glyph.middle > SAME_LINE * max(row[0].height, glyph.height):
            yield row
            row = []
        row.append(glyph)
    if row:
        yield row


def _covers(a: Glyph, b: Glyph) -> bool:
    return b.left - a.left < _DOUBLED * a.height


def _narrow(glyph: Glyph) -> bool:
    return glyph.text.isascii() and glyph.text.isalnum()
