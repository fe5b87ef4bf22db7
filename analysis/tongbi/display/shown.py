"""A table that draws itself: HTML in a notebook, aligned text in a terminal."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from html import escape

__all__ = ["Cell", "Shown"]

_TALL = 12  # rows from which the table gets a scroll bar of its own
_WIDE = 48  # columns of a terminal that one cell may take
_SHORT = 12  # columns that a cell of a column kept on one line may have at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one cell shows.

    Attributes
    ----------
    text : str
        The words or the figure with its unit.
    hover : str
        What a reader sees on pointing at it: source, interval, code.
    link : str
        Address of the source; only http and https are followed.
    """

    text: str
    hover: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Shown:
    """Rows of cells under headings.

    Attributes
    ----------
    columns : tuple of str
        The headings.
    rows : tuple of tuple of Cell
        The cells.
    figures : frozenset of int
        Numbers of the columns that hold figures, set at the right.
    empty : str
        What stands there when there are no rows.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    figures: frozenset[int] = frozenset()
    empty: str = "—"

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        if not self.rows:
            return self.empty
        table = [self.columns, *(tuple(_cut(cell.text) for cell in row) for row in self.rows)]
        widths = [max(_width(row[i]) for row in table) for i in range(len(self.columns))]
        return "\n".join(
            "  ".join(self._padded(text, widths[i], i) for i, text in enumerate(row)).rstrip()
            for row in table
        )

    def _padded(self, text: str, width: int, column: int) -> str:
        gap = " " * (width - _width(text))
        return gap + text if column in self.figures else text + gap

    def _repr_html_(self) -> str:
        """Return the table as HTML; everything that comes from reports is escaped."""
        if not self.rows:
            return f"<p>{escape(self.empty)}</p>"
        sides = [self._side(i) for i in range(len(self.columns))]
        head = "".join(
            f'<th scope="col"{side}>{escape(name)}</th>'
            for side, name in zip(sides, self.columns, strict=True)
        )
        body = "\n".join(
            "<tr>"
            + "".join(f"<td{s}{_html(c)}</td>" for s, c in zip(sides, row, strict=True))
            + "</tr>"
            for row in self.rows
        )
        tall = "max-height: 32rem; " if len(self.rows) > _TALL else ""
        return (
            f'<div class="tongbi" style="{tall}overflow: auto">\n'
            f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
        )

    def _side(self, column: int) -> str:
        side = "right" if column in self.figures else "left"
        whole = "; white-space: nowrap" if column in self.figures or self._short(column) else ""
        return f' style="text-align: {side}{whole}"'

    def _short(self, column: int) -> bool:
        """Tell whether a column is narrow enough to stay on one line: Chinese breaks anywhere."""
        texts = (self.columns[column], *(row[column].text for row in self.rows))
        return all(_width(text) <= _SHORT for text in texts)


def _html(cell: Cell) -> str:
    """Return the rest of a cell's tag, from its title on, with its text."""
    title = f' title="{escape(cell.hover)}"' if cell.hover else ""
    text = escape(cell.text)
    if text and cell.link.startswith(("http://", "https://")):
        text = f'<a href="{escape(cell.link)}">{text}</a>'
    return f"{title}>{text}"


def _width(text: str) -> int:
    """Return the columns of a terminal that a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _cut(text: str) -> str:
    """Return a cell's text on one line, cut where it is too wide for a terminal."""
    line = " ".join(text.split())
    if _width(line) <= _WIDE:
        return line
    kept, room = "", _WIDE - 1
    for character in line:
        room -= _width(character)
        if room < 0:
            break
        kept += character
    return f"{kept}…"
