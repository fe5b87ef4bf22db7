"""Read a workbook of indicators: the tables of its visible sheets."""

from __future__ import annotations

import io
import re
import warnings
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.utils import get_column_letter

from tongbi.errors import ReadError
from tongbi.read.draft import Draft, Line
from tongbi.read.grid import Grid, grid_lines, is_data
from tongbi.read.package import Package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["read_workbook"]

_CELLS = 300_000
_SHEETS = 100
_DECIMALS = re.compile(r"0(?:\.(0+))?")
_SIGNIFICANT = 15  # figures that a spreadsheet keeps
_XML = (".xml", ".rels")


def read_workbook(data: bytes, source: str) -> Draft:
    """Read an XLSX file; formulas give the values that were last computed.

    Raises
    ------
    ReadError
        If it is damaged, hostile, or larger than a table of indicators can be.
    """
    _check(Package(data, source))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it does not keep
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:  # a damaged file raises anything in openpyxl
        raise ReadError("read.workbook-damaged", source=source) from error
    sheets = [s for s in book.worksheets[:_SHEETS] if s.sheet_state == "visible"]
    cells = sum(sheet.max_row * sheet.max_column for sheet in sheets)
    if cells > _CELLS:
        raise ReadError("read.too-many-cells", source=source, cells=cells, limit=_CELLS)
    return Draft(lines=tuple(line for sheet in sheets for line in _lines(sheet)))


def _check(package: Package) -> None:
    """Read each XML part once with the careful parser, before openpyxl reads it with its own."""
    for name in sorted(package.names):
        if name.endswith(_XML):
            package.xml(name)


def _lines(sheet: Worksheet) -> Iterator[Line]:
    """Yield the lines of a sheet; its tables are set apart by empty rows."""
    grid = _grid(sheet)
    above = sheet.title
    start = 0
    for index in range(len(grid) + 1):
        if index < len(grid) and any(grid[index]):
            continue
        table = grid[start:index]
        first = start + 1
        start = index + 1
        if not table:
            continue
        last = get_column_letter(len(table[0]))

        def where(row: int, first: int = first, last: str = last) -> str:
            return f"{sheet.title}!A{first + row}:{last}{first + row}"

        if is_data(table):
            yield from grid_lines(table, above, where)
        else:
            for number, row in enumerate(table):
                yield Line(text="  ".join(dict.fromkeys(filter(None, row))), where=where(number))
        above = "\n".join(cell for row in table[-2:] for cell in row if cell)


def _grid(sheet: Worksheet) -> Grid:
    grid = [[_printed(cell) for cell in row] for row in sheet.iter_rows()]
    for merged in sheet.merged_cells.ranges:
        text = grid[merged.min_row - 1][merged.min_col - 1]
        for row in range(merged.min_row - 1, min(merged.max_row, len(grid))):
            for column in range(merged.min_col - 1, min(merged.max_col, len(grid[row]))):
                grid[row][column] = text
    return grid


def _printed(cell: Any) -> str:  # noqa: ANN401 - openpyxl's cells have no common type
    """Return a cell as the sheet shows it."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (datetime, date)):
        return value.strftime("%Y年%m月%d日")
    if not isinstance(value, (int, float)):
        return str(value).strip()
    shown = str(cell.number_format or "").partition(";")[0]
    decimals = _DECIMALS.search(shown)
    places = len(decimals[1] or "") if decimals else None
    if "%" in shown:
        return f"{value * 100:.{places or 0}f}%"
    if places is not None and "E" not in shown:
        return f"{value:.{places}f}"
    return f"{value:.{_SIGNIFICANT}g}" if abs(value) < 10**_SIGNIFICANT else f"{value:.0f}"
