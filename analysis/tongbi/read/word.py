"""Read a Word document as a person sees it when all tracked changes are accepted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tongbi.errors import ReadError
from tongbi.read.draft import Draft, Line
from tongbi.read.grid import Grid, grid_lines, is_data
from tongbi.read.numbering import Numbering
from tongbi.read.package import Package, local
from tongbi.read.styles import Style, attribute, child, read_styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

__all__ = ["read_word"]

_SKIPPED = frozenset(
    [
        *("del", "moveFrom", "txbxContent", "Fallback", "instrText", "delText", "rPr", "pPr"),
        *("rt", "annotationRef", "sdtPr"),
    ]
)
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_SPAN = re.compile(r"[1-9]\d?")  # columns that one cell may cover
_DEPTH = 40  # blocks inside blocks; Word itself stops long before
_NOTES = (("word/footnotes.xml", "footnote", "脚注"), ("word/endnotes.xml", "endnote", "尾注"))


def read_word(data: bytes, source: str) -> Draft:
    """Read a DOCX file, from Word or WPS.

    Raises
    ------
    ReadError
        If it is damaged, hostile or has a password.
    """
    package = Package(data, source)
    root = package.xml("word/document.xml")
    body = child(root, "body")
    if body is None:
        raise ReadError("read.no-body", source=source)
    reader = _Reader(
        styles=read_styles(package.xml("word/styles.xml")),
        numbering=Numbering(package.xml("word/numbering.xml")),
    )
    lines = list(reader.blocks(body))
    for part, name, called in _NOTES:
        lines.extend(reader.notes(package.xml(part), name, called))
    return Draft(lines=tuple(lines))


class _Reader:
    """Walks the blocks of a document."""

    def __init__(self, styles: dict[str, Style], numbering: Numbering) -> None:
        self.styles, self.numbering = styles, numbering
        self.paragraph = 0
        self.carried = ""  # the text of a paragraph whose end is deleted
        self.above = ""

    def blocks(self, parent: Element, depth: int = 0) -> Iterator[Line]:
        """Yield the lines of all blocks in an element, in order."""
        if depth > _DEPTH:
            return
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element, depth)
            elif name == "tbl":
                yield from self._table(element, depth)
            elif name in _WRAPPERS and not _is_contents(element):
                yield from self.blocks(element, depth + 1)

    def notes(self, root: Element | None, name: str, called: str) -> Iterator[Line]:
        """Yield the footnotes or endnotes; those without text are separators."""
        number = 0
        for note in root if root is not None else ():
            if local(note) == name and attribute(note, "type") in {"", "normal"}:
                number += 1
                text = " ".join(" ".join(_pieces(p)) for p in note if local(p) == "p").strip()
                yield Line(text=text, where=f"{called}{number}")

    def _paragraph(self, element: Element, depth: int) -> Iterator[Line]:
        self.paragraph += 1
        where = f"第{self.paragraph}段"
        properties = child(element, "pPr")
        style = self._style(properties)
        mark = ""
        pieces = _pieces(element)
        if any(piece.strip() for piece in pieces):
            mark = self.numbering.mark(style.list_id, style.list_level)
        pieces[0] = self.carried + _marked(mark, pieces[0].lstrip())
        if child(child(properties, "rPr"), "del") is not None:
            self.carried = "".join(pieces)
        else:
            self.carried = ""
            for piece in pieces:
                if piece.strip() and not style.name.lower().startswith("toc "):
                    self.above = piece
                    yield Line(text=piece.strip(), level=style.level, where=where)
        for box in _boxes(element):
            yield from self.blocks(box, depth + 1)

    def _style(self, properties: Element | None) -> Style:
        """Return the style of a paragraph with what it says itself on top."""
        style = self.styles.get(attribute(child(properties, "pStyle"), "val"), Style())
        numbers = child(properties, "numPr")
        if numbers is not None:
            depth = attribute(child(numbers, "ilvl"), "val")
            style = style._replace(
                list_id=attribute(child(numbers, "numId"), "val") or style.list_id,
                list_level=int(depth) if depth.isdecimal() else style.list_level,
            )
        level = attribute(child(properties, "outlineLvl"), "val")
        if level.isdecimal():
            style = style._replace(
                level=int(level) + 1 if len(level) == 1 and level != "9" else None
            )
        return style

    def _table(self, table: Element, depth: int) -> Iterator[Line]:
        """Yield the rows of a table of data; one that lays out the page is walked."""
        rows = [row for row in _rows(table) if child(child(row, "trPr"), "del") is None]
        nested = any(local(x) == "tbl" for row in rows for x in row.iter() if x is not table)
        grid = [] if nested else _grid(rows)
        if grid and is_data(grid):
            where = f"第{self.paragraph}段后的表"
            yield from grid_lines(grid, self.above, lambda row: f"{where}，第{row + 1}行")
            return
        for row in rows:
            for cell in _cells(row):
                yield from self.blocks(cell, depth + 1)


def _marked(mark: str, text: str) -> str:
    """Set an automatic number before a paragraph, apart from a figure that follows it."""
    return f"{mark} {text}" if mark and mark[-1].isascii() and mark[-1] != ")" else mark + text


def _pieces(paragraph: Element) -> list[str]:
    """Return the text of a paragraph, cut at its line breaks; at least one string."""
    text: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = local(element)
        if name == "t":
            text.append(element.text or "")
        elif name == "br" and attribute(element, "type") == "page":
            continue
        elif name in _SIGNS:
            text.append(_SIGNS[name])
        elif name == "r" and child(child(element, "rPr"), "vanish") is not None:
            continue
        elif name not in _SKIPPED:
            stack.extend(reversed(element))
    return "".join(text).split("\n")


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Yield the text boxes of a paragraph; a fallback repeats the box that it stands in for."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = local(element)
        if name == "txbxContent":
            yield element
        elif name not in {"Fallback", "del", "moveFrom"}:
            stack.extend(reversed(element))


def _is_contents(element: Element) -> bool:
    """Tell whether a content control is a table of contents."""
    gallery = child(child(child(element, "sdtPr"), "docPartObj"), "docPartGallery")
    return attribute(gallery, "val") == "Table of Contents"


def _rows(table: Element) -> Iterator[Element]:
    return _inside(table, "tr")


def _cells(row: Element) -> Iterator[Element]:
    return _inside(row, "tc")


def _inside(parent: Iterable[Element], name: str) -> Iterator[Element]:
    """Yield the children with a name, through content controls."""
    stack = list(parent)[::-1]
    while stack:
        element = stack.pop()
        if local(element) == name:
            yield element
        elif local(element) in _WRAPPERS:
            stack.extend(reversed(element))


def _grid(rows: list[Element]) -> Grid:
    """Lay the cells out; a merged one stands in each place that it covers."""
    grid: Grid = []
    for row in rows:
        line: list[str] = []
        for cell in _cells(row):
            properties = child(cell, "tcPr")
            wide = attribute(child(properties, "gridSpan"), "val")
            merged = child(properties, "vMerge")
            text = "".join("".join(_pieces(p)) for p in _inside(cell, "p"))
            if merged is not None and attribute(merged, "val") != "restart" and grid:
                over = grid[-1]
                text = over[len(line)] if len(line) < len(over) else ""
            line.extend([text] * (int(wide) if _SPAN.fullmatch(wide) else 1))
        grid.append(line)
    return grid if any(grid) else []
