"""The cells of a ruled table: their lines, and the rows that the strips between rules make.

What does not come out even is no table, and is left to be read as lines: a number is never
glued from two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tongbi.read.glyphs import SAME_LINE, run_text, text_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tongbi.read.glyphs import Glyph
    from tongbi.read.grid import Grid

__all__ = ["Place", "RuledCell", "UnevenError", "apart", "rows_of"]

_NARROWEST = 6.0  # points of a row or column
_CELL_LINES = 12  # of a cell; more are a page that is framed
_AGREED = 2  # cells of numbers that agree on the rows of a strip, or
_MANY = 3  # lines of numbers in one cell
_INDENTS = 3  # beginnings of the labels of a column, at most, that are set to the left
_WIDE = "　"
_NUMBER = re.compile(r"[-+−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?[%％]?|[-—－/]+")
_LATIN = re.compile(r"[A-Za-z]")

Place = tuple[int, int]
"""Row and column of a piece of a table between neighbouring edges."""


class UnevenError(Exception):
    """What rules enclose is no table."""


class _Text(NamedTuple):
    """A line of a cell."""

    left: float
    right: float
    middle: float
    height: float
    text: str


class RuledCell:
    """A cell, the places that it covers, and its lines.

    Parameters
    ----------
    places : sequence of Place
        Of a merged cell more than one.
    glyphs : iterable of Glyph
        The characters inside.

    Raises
    ------
    UnevenError
        If two numbers stand side by side: there columns have no rules.
    """

    def __init__(self, places: Sequence[Place], glyphs: Iterable[Glyph]) -> None:
        self.places = places
        self.rows = {row for row, _ in places}
        self.columns = {column for _, column in places}
        self.lines = list(_lines(glyphs))


def rows_of(cells: Sequence[RuledCell], rows: int, columns: int) -> Grid:
    """Return the rows of a table; a strip between two rules has more where numbers tell them.

    Raises
    ------
    UnevenError
        If the cells do not agree on the rows, or one has a page's text.
    """
    for column in range(columns):
        _set_in([cell for cell in cells if cell.columns == {column}])
    at = {place: cell for cell in cells for place in cell.places}
    grid: Grid = []
    for row in range(rows):
        strip = [at[row, column] for column in range(columns)]
        heights = _heights([cell for cell in strip if cell.rows == {row}])
        grid += [
            [_joined(_part(cell, heights, index)) for cell in strip]
            for index in range(max(len(heights), 1))
        ]
    return grid


def apart(places: Iterable[float]) -> list[float]:
    """Return places in order, one of those that are near each other."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NARROWEST:
            kept.append(place)
    return kept


def _lines(glyphs: Iterable[Glyph]) -> Iterator[_Text]:
    """Yield the lines of a cell from its head.

    Raises
    ------
    UnevenError
        If two numbers stand side by side: there columns have no rules.
    """
    for row in text_rows(glyphs):
        texts = [run_text(run) for run in row]
        if sum(map(_is_number, texts)) > 1:
            raise UnevenError
        first, last = row[0][0], row[-1][-1]
        yield _Text(first.left, last.right, first.middle, first.height, " ".join(texts))


def _set_in(cells: Sequence[RuledCell]) -> None:
    """Set blanks before the labels of a column that are moved in, as other formats have them."""
    lines = [x for c in cells if 0 not in c.rows for x in c.lines if not _is_number(x.text)]
    lefts = apart([line.left for line in lines])
    rights = apart([line.right for line in lines])
    centres = apart([(line.left + line.right) / 2 for line in lines])
    # Labels that are set in the middle or to the right begin anywhere.
    if 1 < len(lefts) <= _INDENTS and len(centres) > 1 and len(rights) > 1:
        for cell in cells:
            for index, line in enumerate(cell.lines):
                steps = round((line.left - lefts[0]) / line.height)
                cell.lines[index] = line._replace(text=_WIDE * steps + line.text)


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text.replace(" ", "")) is not None


def _part(cell: RuledCell, heights: Sequence[float], index: int) -> Iterator[_Text]:
    """Yield the lines of a cell in one row of a strip; a cell over many strips is in each."""
    for line in cell.lines:
        if len(cell.rows) > 1 or not heights or _nearest(heights, line) == index:
            yield line


def _heights(cells: Sequence[RuledCell]) -> list[float]:
    """Return the heights of the numbers of a strip's cells, where they tell rows; else nothing.

    Raises
    ------
    UnevenError
        If a cell has numbers in lines, and they or the labels do not agree on the rows.
    """
    stacked = [c.lines for c in cells if sum(_is_number(line.text) for line in c.lines) > 1]
    if not stacked:
        return []
    longest = max(stacked, key=len)
    labels = [c.lines for c in cells if c.lines and not any(_is_number(x.text) for x in c.lines)]
    agreed = len(longest) >= _MANY or len(stacked) >= _AGREED
    # A number broken over two lines stands beside a label of one; a label without numbers
    # of its own among rows cannot be told from the second line of the one above it.
    rows = [line.middle for line in longest]
    beside = [_is_beside(rows, line) for line in (labels[0] if labels else ())]
    even = all(beside) if len(beside) == len(rows) else not any(beside)
    numbers = [line for lines in stacked for line in lines]
    fit = all(_is_number(line.text) and _is_beside(rows, line) for line in numbers)
    if not (agreed and fit and even and len(beside) >= len(rows)):
        raise UnevenError
    return rows


def _is_beside(heights: Sequence[float], line: _Text) -> bool:
    return any(abs(line.middle - height) < SAME_LINE * line.height for height in heights)


def _nearest(heights: Sequence[float], line: _Text) -> int:
    return min(range(len(heights)), key=lambda index: abs(heights[index] - line.middle))


def _joined(lines: Iterable[_Text]) -> str:
    """Join the lines of a cell: a blank between Latin words, nothing in Chinese.

    Raises
    ------
    UnevenError
        If they are too many for a cell.
    """
    joined = ""
    for number, line in enumerate(lines):
        if number >= _CELL_LINES:
            raise UnevenError
        latin = joined and _LATIN.match(joined[-1]) and _LATIN.match(line.text[0])
        joined += f" {line.text}" if latin else line.text
    return joined
