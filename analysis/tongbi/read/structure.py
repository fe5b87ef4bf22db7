"""Find the blocks of a plain text: headings with their path, paragraphs, and their parts.

Chinese official reports mark their outline in the text itself (一、 （一） 1. 一是), so the
outline can be read without any layout. What a block is for (results, problems, plans) follows
from the headings above it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tongbi.model import Block, BlockKind, SectionPart
from tongbi.read.folding import fold
from tongbi.read.lines import join_lines, line_spans
from tongbi.read.rows import find_rows
from tongbi.read.signs import signs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tongbi.model import Cell

__all__ = ["Layout", "find_blocks"]

_NUMERAL = "一二三四五六七八九十"
# Outline marks, outermost first; the index is the heading's level.
_MARKS = (
    re.compile(rf"第[{_NUMERAL}]+(?:部分|章|节)[ 、：]*"),
    re.compile(rf"[{_NUMERAL}]{{1,3}}[、.．][ ]*"),
    re.compile(rf"（[{_NUMERAL}]{{1,3}}）[、.]?[ ]*"),
    re.compile(r"[0-9]{1,2}(?:[、．]|\.(?!\d))[ ]*"),
    re.compile(r"（[0-9]{1,2}）[ ]*"),
)
_OPENERS = frozenset(f"第（{_NUMERAL}0123456789")  # their first characters
_HEADING_LIMIT = 45
_YEAR = re.compile(r"(20\d\d|19\d\d)年")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a file says of its lines, by the offset at which each starts.

    Attributes
    ----------
    rows : mapping of int to tuple of Cell
        The numbers of a table's rows.
    levels : mapping of int to int
        The levels of headings, 1 the outermost.
    places : mapping of int to str
        The places in the file, such as ``第3页``.
    """

    rows: Mapping[int, tuple[Cell, ...]]
    levels: Mapping[int, int] = field(default_factory=dict)
    places: Mapping[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Outline:
    """The headings in force at one place of the text."""

    titles: list[tuple[int, str]] = field(default_factory=list)
    path: tuple[str, ...] = ()
    part: SectionPart = SectionPart.DONE

    def enter(self, level: int, title: str, year: int | None) -> None:
        while self.titles and self.titles[-1][0] >= level:
            self.titles.pop()
        self.titles.append((level, title))
        self.path = tuple(title for _, title in self.titles)
        if level < _PART_LEVEL or len(self.titles) == 1:
            self.part = _part_of(title, year)


_PART_LEVEL = 2


def _part_of(title: str, year: int | None) -> SectionPart:
    """Tell what a section is for from its title."""
    printed = [int(y) for y in _YEAR.findall(title)]
    if printed and year is not None and min(printed) > year:
        return SectionPart.PLAN
    if signs().done.search(title):
        return SectionPart.DONE
    if signs().plan.search(title) and not (printed and year is not None and max(printed) <= year):
        return SectionPart.PLAN
    return SectionPart.PROBLEMS if signs().problems.search(title) else SectionPart.DONE


def find_blocks(
    text: str, year: int | None = None, layout: Layout | None = None
) -> tuple[Block, ...]:
    """Split `text` into headings and paragraphs.

    Parameters
    ----------
    text : str
        The document's text; lines may be paragraphs or, as PDF readers leave them, pieces of
        one, which are joined.
    year : int, optional
        The year that the report covers; a section of a later year is a plan.
    layout : Layout, optional
        What the file says of its lines.

    Returns
    -------
    tuple of Block
        In reading order; blank lines belong to no block.
    """
    folded = fold(text)
    outline = _Outline()
    blocks: list[Block] = []
    lines = line_spans(folded)
    layout = layout or Layout(rows={})
    others = [span for span in lines if span[0] not in layout.rows]
    layout = replace(layout, rows={**find_rows(folded, others), **layout.rows})
    whole = layout.rows.keys() | layout.levels.keys()
    opening = {a for a, b in lines if a in whole or _mark(folded[a:b])}
    lines = join_lines(folded, lines, opening)
    for start, end in lines:
        blocks.extend(_blocks_of(folded, (start, end), outline, layout, year))
    return tuple(blocks)


def _blocks_of(
    folded: str, span: tuple[int, int], outline: _Outline, layout: Layout, year: int | None
) -> Iterator[Block]:
    """Yield the blocks of one line: a row, or a heading and the paragraph behind it."""
    start, end = span
    where = layout.places.get(start, "")
    found = None
    if start not in layout.rows:
        found = _heading(folded[start:end]) or _marked(folded[start:end], layout.levels.get(start))
    if found is not None:
        level, title, length = found
        outline.enter(level, title, year)
        begin = start + length
        kind = BlockKind.HEADING
        yield Block(
            start=start, end=begin, kind=kind, path=outline.path, part=outline.part, where=where
        )
        if begin == end:
            return
        start = begin
    yield Block(
        start=start,
        end=end,
        kind=BlockKind.ROW if start in layout.rows else BlockKind.PARAGRAPH,
        path=outline.path,
        part=outline.part,
        cells=layout.rows.get(start, ()),
        where=where,
    )


def _marked(line: str, level: int | None) -> tuple[int, str, int] | None:
    """Return level, title and length of a heading that only the layout marks as one."""
    if level is None or len(line) > _HEADING_LIMIT:
        return None
    return min(level, len(_MARKS)) - 1, line, len(line)


def _mark(line: str) -> tuple[int, int] | None:
    """Return the level and the length of the outline mark that a line begins with, if it does."""
    if line[:1] not in _OPENERS:
        return None
    found = ((level, mark.match(line)) for level, mark in enumerate(_MARKS))
    return next(((level, match.end()) for level, match in found if match is not None), None)


def _heading(line: str) -> tuple[int, str, int] | None:
    """Return level, title and length of the heading that a line opens with, if it does."""
    mark = _mark(line)
    if mark is None:
        return None
    level, begin = mark
    stop = line.find("。", begin)
    whole = stop < 0
    title = line[begin:] if whole else line[begin:stop]
    if len(title) > _HEADING_LIMIT or (whole and re.search(r"[，；].*\d", title)):
        return None
    return level, title.strip(), len(line) if whole else stop + 1
