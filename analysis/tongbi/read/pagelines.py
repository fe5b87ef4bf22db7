"""The lines of a PDF's page, in the order in which a person reads them.

A PDF keeps characters and their places, in any order. Characters on one height without a wide
gap are a segment; the segments of one height are a line, unless a gutter that runs down the
page makes two columns of them.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pypdfium2 as pdfium

__all__ = ["PrintedLine", "page_lines"]

_GAP = 1.8  # character heights between two segments of a line
_BLANK = 0.12  # character heights between a figure or word and what follows a blank
_DOUBLED = 0.15  # character heights between the two prints of a bold character
_SAME_LINE = 0.5  # heights by which characters of one line may be shifted
_GUTTER = (0.35, 0.65)  # of the page's width, where the gap between two columns is sought
_COLUMN_LINES = 6  # lines on both sides that make a column
_CROSSING = 0.15  # of the lines may cross the gutter: titles
_FILLED = 0.55  # of a column's width, that its lines fill in the middle
_CHARACTERS = 60_000  # of a page; more are no page of a report


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """A line or a piece of one, with its box in points; y counts from the page's foot.

    Attributes
    ----------
    text : str
        Its characters; the cells of a row are set apart by tabs.
    left, right, bottom, top : float
        The box.
    column : int
        0 left or only, 1 right.
    place : float
        The height on the page as a share, 1 at its head.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    column: int = 0
    place: float = 0.5

    @property
    def height(self) -> float:
        """Height of the characters."""
        return self.top - self.bottom


class _Glyph(NamedTuple):
    """A character and its box, and whether the file has a blank behind it."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    blank: bool

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)


def page_lines(page: pdfium.PdfPage) -> list[PrintedLine]:
    """Return the lines of a page from head to foot, the left column before the right one."""
    width, height = page.get_size()
    segments = list(_segments(page))
    gutter = _gutter(segments, width)
    found: list[PrintedLine] = []
    for column, group in enumerate(_columns(segments, gutter)):
        for line in _rows(group):
            placed = (line.top + line.bottom) / 2 / height if height else 0.5
            found.append(replace(line, column=column % 2, place=placed))
    return found


def _segments(page: pdfium.PdfPage) -> Iterator[PrintedLine]:
    """Yield runs of characters that stand next to each other, wherever the file has them.

    A file may write the characters of one font after those of another, or bold ones twice.
    """
    for row in _heights(_glyphs(page)):
        run: list[_Glyph] = []
        for glyph in sorted(row, key=lambda g: (g.left, g.right)):
            before = run[-1] if run else None
            if before is not None and before.text == glyph.text and _covers(before, glyph):
                continue
            if before is not None and glyph.left - before.right > _GAP * before.height:
                yield _segment(run)
                run = []
            run.append(glyph)
        yield _segment(run)


def _glyphs(page: pdfium.PdfPage) -> list[_Glyph]:
    textpage = page.get_textpage()
    count = textpage.count_chars()
    text = textpage.get_text_range(0, count) if 0 < count <= _CHARACTERS else ""
    glyphs: list[_Glyph] = []
    # Characters outside of the basic plane take two indices; there the boxes end early.
    for index, character in enumerate(text[:count]):
        if character.isspace() or character in "\ufffe\x02\x00":
            continue
        left, bottom, right, top = textpage.get_charbox(index, loose=True)
        blank = text[index + 1 : index + 2] == " "
        glyphs.append(_Glyph(character, left, bottom, right, top, blank))
    textpage.close()
    return glyphs


def _heights(glyphs: Sequence[_Glyph]) -> Iterator[list[_Glyph]]:
    """Group characters by the height on which they stand, from the head of the page."""
    row: list[_Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: (-g.middle, g.left)):
        if row and row[0].middle - glyph.middle > _SAME_LINE * max(row[0].height, glyph.height):
            yield row
            row = []
        row.append(glyph)
    if row:
        yield row


def _covers(a: _Glyph, b: _Glyph) -> bool:
    return b.left - a.left < _DOUBLED * a.height


def _segment(run: Sequence[_Glyph]) -> PrintedLine:
    text = run[0].text
    for before, glyph in pairwise(run):
        apart = glyph.left - before.right > _BLANK * before.height
        # Justification sets ideographs apart too: there the file must have a blank of its own.
        spaced = apart and (before.blank or _narrow(before) or _narrow(glyph))
        text += f" {glyph.text}" if spaced else glyph.text
    return PrintedLine(
        text=text,
        left=run[0].left,
        right=max(g.right for g in run),
        bottom=min(g.bottom for g in run),
        top=max(g.top for g in run),
    )


def _narrow(glyph: _Glyph) -> bool:
    return glyph.text.isascii() and glyph.text.isalnum()


def _gutter(segments: Sequence[PrintedLine], width: float) -> float | None:
    """Return the x of the gap between two columns of running text; None where there is none."""
    low, high = (share * width for share in _GUTTER)
    edges = sorted(s.right + 1 for s in segments if low <= s.right <= high)
    for x in edges[len(edges) // 2 :]:  # the right edge of the left column
        left = [s for s in segments if s.right <= x]
        right = [s for s in segments if s.left >= x]
        crossing = len(segments) - len(left) - len(right)
        if min(len(left), len(right)) < _COLUMN_LINES or crossing > _CROSSING * len(segments):
            continue
        if _runs(left) and _runs(right):
            return x
    return None


def _runs(segments: Sequence[PrintedLine]) -> bool:
    """Tell a column of running text, whose lines are full, from one of a table."""
    span = max(s.right for s in segments) - min(s.left for s in segments)
    return statistics.median(s.right - s.left for s in segments) >= _FILLED * span


def _columns(segments: Sequence[PrintedLine], gutter: float | None) -> list[list[PrintedLine]]:
    """Split into groups read one after the other: left, right; lines across both come between."""
    if gutter is None:
        return [list(segments)]
    groups: list[list[PrintedLine]] = [[], []]
    across = [s for s in segments if s.left < gutter < s.right]
    floor = float("inf")
    for line in sorted(across, key=lambda s: -s.top):
        groups[-2:] = _sides(segments, gutter, line.top, floor)
        groups += [[line], [], [], []]
        floor = line.bottom
    groups[-2:] = _sides(segments, gutter, float("-inf"), floor)
    return groups


def _sides(
    segments: Sequence[PrintedLine], gutter: float, low: float, high: float
) -> list[list[PrintedLine]]:
    inside = [s for s in segments if low <= (s.top + s.bottom) / 2 < high]
    return [[s for s in inside if s.right <= gutter], [s for s in inside if s.left >= gutter]]


def _rows(segments: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """Join the segments of one height, cells of a row with tabs."""
    row: list[PrintedLine] = []
    for segment in sorted(segments, key=lambda s: (-(s.top + s.bottom), s.left)):
        middle = (segment.top + segment.bottom) / 2
        if row and (row[0].top + row[0].bottom) / 2 - middle > _SAME_LINE * row[0].height:
            yield _joined(row)
            row = []
        row.append(segment)
    if row:
        yield _joined(row)


def _joined(row: list[PrintedLine]) -> PrintedLine:
    row.sort(key=lambda s: s.left)
    text = row[0].text
    for before, after in pairwise(row):
        near = after.left - before.right <= _GAP * before.height
        text += ("" if near else "\t") + after.text
    return PrintedLine(
        text=text,
        left=row[0].left,
        right=max(s.right for s in row),
        bottom=min(s.bottom for s in row),
        top=max(s.top for s in row),
    )
