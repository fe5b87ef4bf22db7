"""Join the printed lines of pages to paragraphs and tables; drop running heads and numbers."""

from __future__ import annotations

import re
from collections import Counter
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from tongbi.read.draft import Line
from tongbi.read.pagelines import UNSURE
from tongbi.read.pagetables import CONTINUED, goes_on, table_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tongbi.read.pagelines import PrintedLine

__all__ = ["paragraphs"]

_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/，,]?\s*共?\s*\d{1,4}\s*页?)?[-—–·\s]*"
)
_MARGIN = 0.12  # of a page's height, at its head and foot
_REPEATED = 3  # pages on which a running head stands at least
_DIGITS = re.compile(r"\d+")
_OUTLINE = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．、]\D)"
)
_SHORT = 2.0  # characters that may lack from a full line
_INDENT = 1.0  # characters by which a paragraph's first line is moved in, at least
_FIGURE = re.compile(r"[!-~]+")
_NARROW = 0.6  # of a character, the width of a figure
_LATIN = re.compile(r"[A-Za-z]")


class _OnPage(NamedTuple):
    page: int
    line: PrintedLine


class _Frame(NamedTuple):
    """The edges of a column of text, and the size of its characters."""

    left: float
    right: float
    size: float
    indented: bool


def paragraphs(pages: Sequence[Sequence[PrintedLine]]) -> Iterator[Line]:
    """Yield the paragraphs of a document.

    Parameters
    ----------
    pages : sequence of sequence of PrintedLine
        As :func:`tongbi.read.pagelines.page_lines` gives them.
    """
    lines = list(_lines(pages))
    frames = {
        column: _frame([x for _, x in lines if x.column == column and x.table is None])
        for column in (0, 1)
    }
    groups: list[list[_OnPage]] = []
    for line in lines:
        if groups and _belongs(groups[-1][-1], line, frames):
            groups[-1].append(line)
        else:
            groups.append([line])
    above = ["", ""]  # the last lines, in which a table's caption stands
    for group in groups:
        for found in _told_of(group, "\n".join(above)):
            above = [above[-1], found.text]
            yield found


def _lines(pages: Sequence[Sequence[PrintedLine]]) -> Iterator[_OnPage]:
    """Yield the lines that are text, also without what says that a table goes on."""
    running = _running(pages)
    lines = [
        _OnPage(number, line)
        for number, page in enumerate(pages, start=1)
        for line in page
        if not _is_running(line, running)
    ]
    for before, (number, line), after in zip(
        [None, *lines], lines, [*lines[1:], None], strict=False
    ):
        between = before and before.line.table and after and after.line.table
        if not (between and CONTINUED.fullmatch(line.text)):
            yield _OnPage(number, line)


def _belongs(above: _OnPage, line: _OnPage, frames: dict[int, _Frame]) -> bool:
    """Tell whether a line goes on with the paragraph or table of the one above it."""
    if above.line.table and line.line.table:
        return goes_on((above.page, above.line.table), (line.page, line.line.table))
    return _continues(above.line, line.line, frames)


def _told_of(group: Sequence[_OnPage], above: str) -> Iterator[Line]:
    """Yield the paragraph of a group of lines, or the rows of its table."""
    parts = [(page, line.table) for page, line in group if line.table]
    if parts:
        yield from table_lines(parts, above)
    else:
        text = reduce(_join, (line.text for _, line in group))
        yield Line(text=text, where=f"第{group[0].page}页{_recognised(group)}")


def _recognised(group: Sequence[_OnPage]) -> str:
    """Say of a paragraph that its characters were recognised in a picture, and how surely."""
    sure = [line.confidence for _, line in group if line.confidence is not None]
    if not sure:
        return ""
    return "（图像识别，把握不大）" if min(sure) < UNSURE else "（图像识别）"


def _running(pages: Sequence[Sequence[PrintedLine]]) -> frozenset[str]:
    """Return the running heads and feet: what stands in the margins of many pages."""
    counts = Counter(told for page in pages for told in {_told(x) for x in page if _in_margin(x)})
    least = max(_REPEATED, len(pages) // 3)
    return frozenset(told for told, count in counts.items() if count >= least)


def _is_running(line: PrintedLine, running: frozenset[str]) -> bool:
    if not _in_margin(line):
        return False
    return _told(line) in running or _PAGE_NUMBER.fullmatch(line.text) is not None


def _in_margin(line: PrintedLine) -> bool:
    return not _MARGIN < line.place < 1 - _MARGIN


def _told(line: PrintedLine) -> str:
    return _DIGITS.sub("#", line.text)


def _frame(lines: Sequence[PrintedLine]) -> _Frame:
    """Return the frame in which most of the lines stand."""
    if not lines:
        return _Frame(0, 0, 1, indented=False)
    heights = sorted(line.height for line in lines)
    size = heights[len(heights) // 2]
    rights = sorted(line.right for line in lines)
    right = rights[int(len(rights) * 0.9)]
    full = [line for line in lines if line.right > right - _SHORT * size] or lines
    lefts = sorted(line.left for line in full)
    left = lefts[len(lefts) // 10]
    moved = sum(line.left > left + _INDENT * size for line in full)
    return _Frame(left, right, size, indented=moved * 10 >= len(full))


def _continues(above: PrintedLine, line: PrintedLine, frames: dict[int, _Frame]) -> bool:
    """Tell whether a line goes on with the paragraph of the one above it."""
    over, frame = frames[above.column], frames[line.column]
    if "\t" in above.text or "\t" in line.text or _OUTLINE.match(line.text):
        return False
    # A figure is not broken: a line ends early where the next one begins with a long one.
    figure = _FIGURE.match(line.text)
    lacking = len(figure[0]) * _NARROW if figure else 0.0
    if above.right < over.right - (_SHORT + lacking) * over.size:
        return False
    if line.left > frame.left + _INDENT * frame.size:
        return False
    return frame.indented or above.text[-1] != "。"


def _join(text: str, more: str) -> str:
    """Join two pieces of a paragraph: a blank between Latin words, nothing in Chinese."""
    return f"{text} {more}" if _LATIN.match(text[-1]) and _LATIN.match(more[0]) else text + more
