"""The lines of a PDF's page, in the order in which a person reads them.

A PDF keeps characters and their places, in any order. Characters on one height without a wide
gap are a segment; the segments of one height are a line, unless a gutter that runs down the
page makes two columns of them.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pypdfium2 as pdfium

__all__ = ["PrintedLine", "page_lines"]

_GAP = 1.8  # character heights between two segments of a line
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
    """Yield runs of characters that stand next to each other, in the order of the file."""
    textpage = page.get_textpage()
    count = textpage.count_chars()
    text = textpage.get_text_range(0, count) if 0 < count <= _CHARACTERS else ""
    run: list[str] = []
    box = (0.0, 0.0, 0.0, 0.0)
    # Characters outside of the basic plane take two indices; there the boxes end early.
    for index, character in enumerate(text[:count]):
        if character.isspace() or character in "\ufffe\x02\x00":
            if run and character == " ":
                run.append(character)
            continue
        new = textpage.get_charbox(index, loose=True)
        if run and _apart(box, new):
            yield _segment(run, box)
            run = []
        box = _union(box, new) if run else new
        run.append(character)
    if run:
        yield _segment(run, box)
    textpage.close()


def _segment(run: Sequence[str], box: tuple[float, float, float, float]) -> PrintedLine:
    left, bottom, right, top = box
    text = "".join(run).strip()
    return PrintedLine(text=text, left=left, right=right, bottom=bottom, top=top)


def _apart(box: tuple[float, float, float, float], new: tuple[float, float, float, float]) -> bool:
    """Tell whether a character begins a segment of its own."""
    height = max(box[3] - box[1], new[3] - new[1], 1.0)
    shifted = abs((box[1] + box[3]) - (new[1] + new[3])) / 2 > _SAME_LINE * height
    return shifted or new[0] - box[2] > _GAP * height or new[2] < box[2] - height


def _union(
    a: tuple[float, float, float, float], b: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


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
