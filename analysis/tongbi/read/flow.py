"""The lines of a stretch of HTML as a browser would set them, its tables as rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tongbi.read.draft import Line
from tongbi.read.grid import Grid, grid_lines, is_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

__all__ = ["Flow"]

_BLOCKS = frozenset(
    [
        *("address", "article", "blockquote", "caption", "center", "dd", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li"),
        *("main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead"),
        *("tr", "ul", "ucapcontent"),
    ]
)
_HEADINGS = {"h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 5}  # h1 is the report's title
_BLANKS = re.compile(r"\s+")
# A line break in the source between two ideographs is no blank of the text.
_BREAKS = re.compile(r"(?<=[^\x00-\xff])[ \t]*[\r\n]\s*(?=[^\x00-\xff])")
_SPAN = re.compile(r"[1-9]\d?")  # rows or columns that one cell may cover
_CELL_LIMIT = 200_000  # cells of a table


class Flow:
    """Collects lines while an element is walked, without recursion: pages may be very deep."""

    def __init__(self) -> None:
        self._pending: list[str] = []
        self._done: list[Line] = []
        self._level: int | None = None

    def lines(self, root: HtmlElement) -> list[Line]:
        """Return the lines of an element."""
        stack: list[tuple[HtmlElement, bool]] = [(root, False)]
        while stack:
            element, closing = stack.pop()
            if closing:
                self._close(element, root)
            elif isinstance(element.tag, str) and not self._as_table(element):
                self._open(element)
                stack.append((element, True))
                stack.extend((child, False) for child in reversed(element))
            else:
                self._add(element.tail, element.getparent())
        self._flush()
        return self._done

    def _open(self, element: HtmlElement) -> None:
        if element.tag in _BLOCKS:
            self._flush()
            self._level = _HEADINGS.get(element.tag)
        elif element.tag == "br":
            self._flush()
        self._add(element.text, element)

    def _close(self, element: HtmlElement, root: HtmlElement) -> None:
        if element.tag in _BLOCKS:
            self._flush()
        if element is not root:
            self._add(element.tail, element.getparent())

    def _add(self, text: str | None, inside: HtmlElement) -> None:
        """Take a piece of text; in preformatted text its line breaks are kept."""
        pieces = [text or ""]
        if "\n" in pieces[0] and (
            inside.tag == "pre" or next(inside.iterancestors("pre"), None) is not None
        ):
            pieces = pieces[0].split("\n")
        for piece in pieces[:-1]:
            self._pending.append(piece)
            self._flush()
        self._pending.append(pieces[-1])

    def _flush(self) -> None:
        text = _plain("".join(self._pending))
        self._pending.clear()
        if text:
            where = f"第{len(self._done) + 1}段"
            self._done.append(Line(text=text, level=self._level, where=where))
            self._level = None

    def _as_table(self, element: HtmlElement) -> bool:
        """Take a table of data; one that only lays out the page is walked like the rest."""
        if element.tag != "table" or element.find(".//table") is not None:
            return False
        grid = _grid(element)
        if not grid or not is_data(grid):
            return False
        self._flush()
        above = "\n".join(line.text for line in self._done[-2:])
        number = len(self._done) + 1
        self._done.extend(grid_lines(grid, above, lambda row: f"第{number}段起的表，第{row + 1}行"))
        return True


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", _BREAKS.sub("", text)).strip()


def _set_in(text: str) -> str:
    """Keep the blanks that move a cell's text in; those of the source are left out."""
    text = text.lstrip(" \t\r\n")
    blanks = text[: len(text) - len(text.lstrip())]
    return blanks + _plain(text)


def _grid(table: HtmlElement) -> Grid:
    """Lay the cells of a table out, each in every place that it covers."""
    placed: dict[tuple[int, int], str] = {}
    rows = list(table.iter("tr"))
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            if cell.tag not in {"td", "th"}:
                continue
            while (y, x) in placed:
                x += 1
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            text = _set_in(cell.text_content())
            placed.update(_covered(y, x, high, wide, len(rows), text))
            x += wide
        if len(placed) > _CELL_LIMIT:
            return []
    if not placed:
        return []
    width = max(x for _, x in placed) + 1
    return [[placed.get((y, x), "") for x in range(width)] for y in range(len(rows))]


def _covered(
    y: int, x: int, high: int, wide: int, rows: int, text: str
) -> Iterator[tuple[tuple[int, int], str]]:
    for down in range(min(high, rows - y)):
        for across in range(wide):
            yield (y + down, x + across), text


def _span(cell: HtmlElement, name: str) -> int:
    printed = cell.get(name, "1").strip()
    return int(printed) if _SPAN.fullmatch(printed) else 1
