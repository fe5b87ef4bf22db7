"""Read a table of indicators kept as separated values: CSV, TSV."""

from __future__ import annotations

import csv
import re

from tongbi.errors import ReadError
from tongbi.read.draft import Draft
from tongbi.read.grid import Grid, grid_lines, is_data

__all__ = ["read_separated"]

_SEPARATORS = (",", "\t", ";")
_OWN = ("label,label_en,", "id,issuer,slug,")  # the tables that tongbi writes
_ROWS = 2  # a header and a row, at least
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?")


def read_separated(text: str, source: str) -> Draft | None:
    """Read a text that is a table; None where it is not one.

    A table has no sentence, the same number of fields in each line, and a number in most.

    Raises
    ------
    ReadError
        If it is a table that tongbi wrote itself.
    """
    if text.startswith(_OWN):
        raise ReadError("read.own-table", source=source)
    if "。" in text:
        return None
    lines = [line for line in text.split("\n") if line.strip()]
    for separator in _SEPARATORS:
        if len(lines) >= _ROWS and all(separator in line for line in lines[-_ROWS:]):
            grid = _grid(text, separator)
            if grid is not None and is_data(grid):
                return Draft(lines=tuple(grid_lines(grid, where=lambda row: f"第{row + 1}行")))
    return None


def _grid(text: str, separator: str) -> Grid | None:
    """Split into fields; lines above the header, such as a title, may have fewer."""
    try:
        rows = [row for row in csv.reader(text.splitlines(), delimiter=separator) if any(row)]
    except csv.Error:  # a field beyond the limit, a NUL
        return None
    width = len(rows[-1])
    full = [row for row in rows if len(row) == width]
    numeric = sum(any(_NUMBER.fullmatch(cell.strip()) for cell in row[1:]) for row in full)
    if width <= 1 or len(full) * 5 < len(rows) * 4 or numeric * 2 < len(full):
        return None
    return rows
