"""A user's spreadsheet as rows of text: CSV, or a sheet of a workbook."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tongbi.errors import ReadError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Line", "read_lines"]

_ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the spreadsheet: its number as the program shows it, from 1, and its cells."""

    number: int
    cells: tuple[str, ...]


def read_lines(path: Path, sheet: str = "") -> tuple[Line, ...]:
    """Return the rows of a spreadsheet, empty ones left out.

    A number is given as it is shown: what Excel shows as 94.5% is ``94.5%``, not ``0.945``.

    Parameters
    ----------
    path : Path
        A CSV file in UTF-8 or GB 18030, or an .xlsx workbook.
    sheet : str
        Name of the sheet; empty is the first.

    Raises
    ------
    ReadError
        When there is no such file or sheet, or it cannot be read.
    UsageError
        When reading a workbook needs what is not installed.
    """
    if not path.is_file():
        raise ReadError("interchange.no-spreadsheet", path=path)
    rows = _workbook(path, sheet) if path.suffix.lower() == ".xlsx" else _csv(path)
    lines = (
        Line(number=number, cells=tuple(cell.strip() for cell in row))
        for number, row in enumerate(rows, start=1)
    )
    return tuple(line for line in lines if any(line.cells))


def _csv(path: Path) -> Iterable[list[str]]:
    data = path.read_bytes()
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            return list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except csv.Error as error:
            raise ReadError("interchange.not-csv", path=path, reason=error) from None
    raise ReadError("interchange.encoding-unknown", path=path)


def _workbook(path: Path, sheet: str) -> Iterable[list[str]]:
    try:
        import openpyxl
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        raise UsageError("interchange.no-openpyxl") from None
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ReadError("interchange.not-a-workbook", path=path, reason=error) from None
    try:
        if sheet and sheet not in book.sheetnames:
            raise ReadError("interchange.no-sheet", path=path, sheet=sheet, known=book.sheetnames)
        chosen = book[sheet] if sheet else book.worksheets[0]
        return [[_shown(cell) for cell in row] for row in chosen.iter_rows()]
    finally:
        book.close()


def _shown(cell: Any) -> str:  # noqa: ANN401 - openpyxl ships no types
    """Return a cell's value as a reader sees it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return str(value.date())
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    number = Decimal(str(value))
    shape = str(cell.number_format)
    if shape.endswith("%"):
        decimals = len(shape.partition(".")[2]) - 1 if "." in shape else 0
        return f"{number * 100:.{decimals}f}%"
    return f"{number:f}"
