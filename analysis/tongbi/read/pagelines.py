"""The lines of a PDF's page, in the order in which a person reads them.

Characters on one height without a wide gap are a segment; the segments of one height are a
line, unless a gutter that runs down the page makes two columns of them.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from tongbi.read.glyphs import GAP, SAME_LINE, run_text, text_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tongbi.read.glyphs import Glyph, Run
    from tongbi.read.ruled import RuledTable

__all__ = ["UNSURE", "PrintedLine", "page_lines", "page_segments"]

UNSURE = 0.9
"""Confidence of a line below which a person should look first; clean scans have 0.96 and more."""

_GUTTER = (0.35, 0.65)  # of the page's width, where the gap between two columns is sought
_COLUMN_LINES = 6  # lines on both sides that make a column
_CROSSING = 0.15  # of the lines may cross the gutter: titles
_FILLED = 0.55  # of a column's width, that its lines fill in the middle


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """A line or a piece of one, with its box in points; y counts from the page's foot.

    Attributes
    ----------
    text : str
        Its characters; the cells of a row or table are set apart by tabs.
    left, right, bottom, top : float
        The box.
    column : int
        0 left or only, 1 right.
    place : float
        The height on the page as a share, 1 at its head.
    table : RuledTable or None
        The table that stands here in place of a line.
    confidence : float or None
        How sure the recognition of its characters is, 0 to 1; None where the file has them.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    column: int = 0
    place: float = 0.5
    table: RuledTable | None = None
    confidence: float | None = None

    @property
    def height(self) -> float:
        """Height of the characters."""
        return self.top - self.bottom


def page_segments(glyphs: Iterable[Glyph], tables: Sequence[RuledTable] = ()) -> list[PrintedLine]:
    """Return the pieces of lines that the characters of a page make, and each table as one."""
    outside = (glyph for glyph in glyphs if not any(table.holds(glyph) for table in tables))
    return [
        *(_segment(run) for row in text_rows(outside) for run in row),
        *map(_whole, tables),
    ]


def page_lines(size: tuple[float, float], segments: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines of a page from head to foot, the left column before the right one.

    Parameters
    ----------
    size : (float, float)
        Width and height of the page in points.
    segments : sequence of PrintedLine
        The pieces of its lines, in any order.
    """
    width, height = size
    gutter = _gutter(segments, width)
    found: list[PrintedLine] = []
    for column, group in enumerate(_columns(segments, gutter)):
        for line in _rows(group):
            placed = (line.top + line.bottom) / 2 / height if height else 0.5
            found.append(replace(line, column=column % 2, place=placed))
    return found


def _segment(run: Run) -> PrintedLine:
    return PrintedLine(
        text=run_text(run),
        left=run[0].left,
        right=max(g.right for g in run),
        bottom=min(g.bottom for g in run),
        top=max(g.top for g in run),
    )


def _whole(table: RuledTable) -> PrintedLine:
    return PrintedLine(
        text="\t".join(cell for row in table.grid for cell in row),
        left=table.left,
        right=table.right,
        bottom=table.bottom,
        top=table.top,
        table=table,
    )


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
        apart = row and (row[0].top + row[0].bottom) / 2 - middle > SAME_LINE * row[0].height
        if row and (apart or segment.table or row[0].table):
            yield _joined(row)
            row = []
        row.append(segment)
    if row:
        yield _joined(row)


def _joined(row: list[PrintedLine]) -> PrintedLine:
    if len(row) == 1:
        return row[0]
    row.sort(key=lambda s: s.left)
    text = row[0].text
    for before, after in pairwise(row):
        near = after.left - before.right <= GAP * before.height
        text += ("" if near else "\t") + after.text
    return PrintedLine(
        text=text,
        left=row[0].left,
        right=max(s.right for s in row),
        bottom=min(s.bottom for s in row),
        top=max(s.top for s in row),
        confidence=min((s.confidence for s in row if s.confidence is not None), default=None),
    )
