"""What a reader of a file hands over: lines with what the file's layout says of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tongbi.errors import ReadError
from tongbi.model import Document, ReportKind
from tongbi.read.identity import covered_year, report_kind, report_title
from tongbi.read.structure import Layout, find_blocks
from tongbi.read.text import TEXT_LIMIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongbi.model import Cell

__all__ = ["Draft", "Line", "assemble"]

_LAST_YEAR = re.compile(r"上年(?:同期|末|底)?(?:实际|决算|完成|执行)?数?")
_COMPARED = re.compile(r"[比较占为]上年|增|减|%")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    r"""One line of a document: a paragraph, a heading, or a table's row.

    Attributes
    ----------
    text : str
        Its characters, without a line break.
    cells : tuple of Cell
        The numbers of a table's row, their spans counted from the line's start.
    level : int or None
        The level of a heading that the layout marks as one, 1 the outermost.
    where : str
        The place in the file: a page, paragraph or cell, worded for a person.
    """

    text: str
    cells: tuple[Cell, ...] = ()
    level: int | None = None
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The lines of a file, and what its metadata say.

    Attributes
    ----------
    lines : tuple of Line
        In reading order; blank ones are left out.
    title, issuer, published, address : str
        As the metadata give them, else empty; the date as YYYY-MM-DD.
    ocr : bool
        Whether characters were recognised in pictures of pages.
    """

    lines: tuple[Line, ...]
    title: str = ""
    issuer: str = ""
    published: str = ""
    address: str = ""
    ocr: bool = False


def assemble(draft: Draft, *, year: int | None, kind: ReportKind | None, source: str) -> Document:
    """Make a document of a draft.

    Raises
    ------
    ReadError
        If there is no line with a character, or the text is longer than any report.
    """
    lines = [line for line in draft.lines if line.text.strip()]
    if not lines:
        raise ReadError("read.no-text", source=source)
    text = "\n".join(line.text for line in lines)
    if len(text) > TEXT_LIMIT:
        raise ReadError(
            "read.too-many-characters", source=source, count=len(text), limit=TEXT_LIMIT
        )
    # A web page's heading is often outside of its text, and tells kind and year best.
    told = f"{draft.title}\n{text}" if draft.title else text
    year = covered_year(told) if year is None else year
    return Document(
        text=text,
        blocks=find_blocks(text, year, _layout(lines, year)),
        year=year,
        kind=report_kind(told) if kind is None else kind,
        title=draft.title or report_title(text),
        issuer=draft.issuer,
        published=draft.published,
        address=draft.address,
        source=source,
        ocr=draft.ocr,
    )


def _layout(lines: Sequence[Line], year: int | None) -> Layout:
    """Lay out the lines in the text that they make."""
    rows: dict[int, tuple[Cell, ...]] = {}
    levels: dict[int, int] = {}
    places: dict[int, str] = {}
    position = 0
    for line in lines:
        start = position + len(line.text) - len(line.text.lstrip())
        if line.cells:
            rows[start] = tuple(_placed(cell, position, year) for cell in line.cells)
        if line.level is not None:
            levels[start] = line.level
        if line.where:
            places[start] = line.where
        position += len(line.text) + 1
    return Layout(rows=rows, levels=levels, places=places)


def _placed(cell: Cell, position: int, year: int | None) -> Cell:
    """Move a cell to its place in the text, and say which year its 上年 is."""
    column = cell.column
    if year is not None and not _COMPARED.search(column):
        column = _LAST_YEAR.sub(f"{year - 1}年", column)
    return replace(cell, start=cell.start + position, end=cell.end + position, column=column)
