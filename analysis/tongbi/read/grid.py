"""A table's grid of strings becomes lines whose numbers know their row, column and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.model import Cell
from tongbi.read.draft import Line
from tongbi.read.folding import fold
from tongbi.read.headers import header_words
from tongbi.read.kinship import row_name, whole_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Grid", "grid_lines", "head_rows", "is_data"]

Grid = list[list[str]]
"""Rows of equal length; a merged cell stands in each place that it covers."""

_NUMBER = re.compile(r"(?P<number>[-+−]?\d[\d,]*(?:\.\d+)?%?)(?P<unit>[一-鿿‰]{0,4})")
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_NO_UNIT = re.compile(r"[年月日时号条届次级类项期章节]")
_CAPTION_UNIT = re.compile(r"(?:计量)?单位[：:]\s*(?P<unit>[^\s，。；、）)/]{1,8})")
_RATE = re.compile(r"(?P<unit>[%‰])$")  # 同比增长%
_BLANKS = re.compile(r"\s+")
_EMPTY = frozenset({"", "-", "—", "——", "－", "/", "…", "..."})
_PROSE = 80  # characters of a cell that is running text
_COLUMNS = 200  # more are no table that a person would read
_TABLE_SIDE = 2  # rows and columns that a table of data has at least


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the columns of a grid are."""

    head: int
    labels: frozenset[int]
    units: frozenset[int]
    headers: tuple[str, ...]
    unit: str


def is_data(grid: Grid) -> bool:
    """Tell a table of data from one that only lays out a page."""
    cells = [cell for row in grid for cell in row]
    numbers = sum(_number(cell) is not None for cell in cells)
    return (
        len(grid) >= _TABLE_SIDE
        and _TABLE_SIDE <= max(map(len, grid)) <= _COLUMNS
        and numbers > 0
        and max(map(len, cells)) <= _PROSE
    )


def grid_lines(
    grid: Grid, above: str = "", where: Callable[[int], str] = lambda _: ""
) -> list[Line]:
    """Return the lines of a table: headers as they are, a row of data with its numbers.

    Parameters
    ----------
    grid : Grid
        The table.
    above : str
        The text right above it, in which a caption may give the unit (单位：万元).
    where : callable
        The place in the file of a row, from its index.
    """
    width = max(map(len, grid))
    printed = [row + [""] * (width - len(row)) for row in grid]
    grid = [[_tidy(cell) for cell in row] for row in printed]
    shape = _shape(grid, above)
    wholes = {
        column: whole_names([row[column] for row in printed[shape.head :]])
        for column in shape.labels
    }
    lines: list[Line] = []
    for index, row in enumerate(grid):
        if index < shape.head:
            line = Line(text="  ".join(_distinct(row)), where=where(index))
        else:
            whole = {column: names[index - shape.head] for column, names in wholes.items()}
            line = _row(row, whole, shape, where(index))
        if line.text:
            lines.append(line)
    return lines


def _tidy(cell: str) -> str:
    """Take the blanks out of a cell; a number is spelled in ASCII."""
    plain = _BLANKS.sub("" if re.search(r"[一-鿿\d]", cell) else " ", cell).strip()
    folded = fold(plain).replace("−", "-").replace("，", ",")
    return folded if _NUMBER.fullmatch(folded) else plain


def _number(cell: str) -> re.Match[str] | None:
    found = _NUMBER.fullmatch(_tidy(cell))
    return None if found is None or _NO_UNIT.search(found["unit"]) else found


def _shape(grid: Grid, above: str) -> _Shape:
    head = head_rows(grid)
    columns = range(len(grid[0]))
    headers = tuple(fold(_header(grid[:head], column)) for column in columns)
    units = frozenset(c for c in columns if headers[c] in header_words().units)
    skipped = frozenset(c for c in columns if headers[c] in header_words().indexes)
    labels = frozenset(
        c
        for c in columns
        if c not in units | skipped and _is_label([row[c] for row in grid[head:]])
    )
    captions = [_CAPTION_UNIT.search(cell) for row in grid[:head] for cell in row]
    captions.append(_CAPTION_UNIT.search(above))
    unit = next((found["unit"] for found in captions if found), "")
    return _Shape(head, labels, units | skipped, headers, unit)


def head_rows(grid: Grid) -> int:
    """Return the number of rows above the first that holds data."""
    for index, row in enumerate(grid):
        numbers = [cell for cell in row if _number(cell)]
        if numbers and not all(_YEAR.fullmatch(cell) for cell in numbers):
            return index
    return len(grid)


def _header(head: Grid, column: int) -> str:
    """Join what stands above a column; what spans the whole table is a caption, no header."""
    words: list[str] = []
    for row in head:
        word = row[column]
        filled = _distinct(row)
        if word and (len(filled) > 1 or not _spans(row)) and word not in words[-1:]:
            words.append(f"{word}年" if _YEAR.fullmatch(word) and word.isdigit() else word)
    return "：".join(words)


def _spans(row: Sequence[str]) -> bool:
    """Tell whether one text fills a row, or stands alone in it."""
    return len(row) > 1 and len(_distinct(row)) == 1


def _is_label(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell not in _EMPTY]
    return sum(_number(cell) is None for cell in filled) * 2 > len(filled)


def _row(row: Sequence[str], wholes: Mapping[int, str], shape: _Shape, where: str) -> Line:
    """Lay a row out as one line, its cells set apart by tabs."""
    if _spans(row):
        return Line(text=_distinct(row)[0], where=where)
    text = ""
    cells: list[Cell] = []
    for column, printed in enumerate(row):
        start = len(text) + (column > 0)
        text += ("\t" if column else "") + printed
        found = _number(printed)
        if found is None or column in shape.labels or column in shape.units:
            continue
        label, unit = _label_of(row, column, wholes, shape)
        name = _column_name(shape.headers[column])
        if label or name:
            cell = Cell(
                start=start,
                end=start + found.end("number"),
                row=label or name,
                column=name if label else "",
                unit=found["unit"] or unit,
            )
            cells.append(cell)
    return Line(text=text.rstrip(), cells=tuple(cells), where=where)


def _label_of(
    row: Sequence[str], column: int, wholes: Mapping[int, str], shape: _Shape
) -> tuple[str, str]:
    """Return the label and the unit of a number, from the nearest columns on its left."""
    left = [c for c in sorted(shape.labels) if c < column]
    run = left[-1:]
    for c in reversed(left[:-1]):
        if c != run[0] - 1:
            break
        run.insert(0, c)
    words = [row_name(row[c]) for c in run if row[c] not in _EMPTY]
    if len(run) == 1:
        words.insert(0, wholes[run[0]])
    label = "：".join(dict.fromkeys(word for word in words if word))
    stated = [
        row[c]
        for c in sorted(shape.units)
        if c < column and shape.headers[c] in header_words().units
    ]
    bracket = header_words().bracketed.search(label)
    header = shape.headers[column]
    rate = header_words().bracketed.search(header) or _RATE.search(header)
    unit = next((x for x in reversed(stated) if x not in _EMPTY), "")
    # What stands nearest counts: a share or a growth rate has a unit of its own.
    unit = (rate["unit"] if rate else "") or unit or (bracket["unit"] if bracket else "")
    return (label[: bracket.start()] if bracket else label), unit or shape.unit


def _column_name(header: str) -> str:
    """Return what a header says beyond the unit; nothing where it only says that it is a number."""
    name = _RATE.sub("", header_words().bracketed.sub("", header)).strip("：")
    return "" if name in header_words().nameless else name


def _distinct(row: Sequence[str]) -> list[str]:
    """Return the filled cells of a row, those of a merged one once."""
    kept: list[str] = []
    for cell in row:
        if cell and cell not in kept[-1:]:
            kept.append(cell)
    return kept
