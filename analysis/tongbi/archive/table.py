"""Plain CSV tables with declared columns, whose errors name file, line, column and value."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from tongbi.errors import DataError
from tongbi.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["Column", "Row", "plain", "read_table", "write_table"]

_Enum = TypeVar("_Enum", bound=StrEnum)
_BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table, as the data package describes it.

    Attributes
    ----------
    name : str
        Heading of the column.
    type : str
        Frictionless type: string, integer, number or boolean.
    description : str
        What the cells hold.
    required : bool
        Whether a cell may not be empty.
    choices : tuple of str
        The values allowed, where they are a closed list.
    """

    name: str
    description: str
    type: str = "string"
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a table, with its place, so that a bad cell can be pointed at.

    Attributes
    ----------
    path : Path
        File that the line is in.
    line : int
        Line number as an editor shows it, from 1.
    cells : mapping of str to str
        The cells as stored.
    """

    path: Path
    line: int
    cells: Mapping[str, str] = field(repr=False)

    def text(self, name: str) -> str:
        """Return a cell as text, empty where the column is absent."""
        return self.cells.get(name, "")

    def integer(self, name: str) -> int | None:
        """Return a cell as int, None where it is empty."""
        text = self.text(name)
        if not text:
            return None
        try:
            return int(text)
        except ValueError:
            raise self.error("archive.cell-not-integer", name) from None

    def number(self, name: str) -> Decimal | None:
        """Return a cell as Decimal, None where it is empty."""
        text = self.text(name)
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise self.error("archive.cell-not-number", name)
        return number

    def boolean(self, name: str, *, default: bool) -> bool:
        """Return a cell as bool, `default` where it is empty."""
        text = self.text(name)
        if not text:
            return default
        # A spreadsheet turns these to capitals when it saves.
        if text.lower() not in _BOOLEANS:
            raise self.error("archive.cell-not-boolean", name)
        return _BOOLEANS[text.lower()]

    def choice(self, name: str, vocabulary: type[_Enum], default: _Enum) -> _Enum:
        """Return a cell as a member of `vocabulary`, `default` where it is empty."""
        text = self.text(name)
        if not text:
            return default
        try:
            return vocabulary(text)
        except ValueError:
            allowed = [member.value for member in vocabulary if member.value]
            raise self.error("archive.cell-not-allowed", name, allowed=allowed) from None

    def error(self, code: str, name: str, **facts: object) -> DataError:
        """Return the error that points at one cell."""
        value = self.text(name)
        return DataError(code, path=self.path, line=self.line, column=name, value=value, **facts)


def plain(number: Decimal | None) -> str:
    """Return a number as digits without exponent or needless zeros, empty for None.

    Examples
    --------
    >>> plain(Decimal("3.460E+12")), plain(Decimal("96.70")), plain(None)
    ('3460000000000', '96.7', '')
    """
    if number is None:
        return ""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def read_table(path: Path, columns: Sequence[Column]) -> tuple[Row, ...]:
    """Read a CSV file whose header names the given columns, in any order.

    Parameters
    ----------
    path : Path
        File in UTF-8, with or without byte order mark.
    columns : sequence of Column
        The columns allowed; those that are required must be there and filled.

    Raises
    ------
    DataError
        When the file is missing, is not UTF-8, or does not fit the columns.
    """
    lines = csv.reader(io.StringIO(_decode(path), newline=""), strict=True)
    try:
        header = next(lines, [])
        _check_header(path, header, columns)
        rows = [_row(path, lines.line_num, header, cells) for cells in lines if cells]
    except csv.Error as error:
        raise DataError("archive.not-csv", path=path, line=lines.line_num, reason=error) from None
    for row in rows:
        for column in columns:
            if column.required and not row.text(column.name):
                raise row.error("archive.cell-empty", column.name)
    return tuple(rows)


def write_table(path: Path, columns: Sequence[Column], rows: Iterable[Mapping[str, str]]) -> None:
    r"""Write a CSV file, atomically and with the same bytes for the same rows.

    The file starts with a byte order mark, without which Excel takes Chinese for another
    encoding; its lines end with ``\n``, as git likes them.
    """
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, [column.name for column in columns], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_atomically(path, buffer.getvalue().encode("utf-8-sig"))


def _decode(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise DataError("archive.no-table", path=path) from None
    except IsADirectoryError:
        raise DataError("archive.table-is-folder", path=path) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataError("archive.not-utf8", path=path, line=line) from None


def _check_header(path: Path, header: Sequence[str], columns: Sequence[Column]) -> None:
    names = [column.name for column in columns]
    unknown = [name for name in header if name not in names]
    missing = [column.name for column in columns if column.required and column.name not in header]
    doubled = sorted({name for name in header if header.count(name) > 1})
    right = ",".join(names)
    if unknown:
        raise DataError("archive.columns-unknown", path=path, columns=unknown, header=right)
    if missing:
        raise DataError("archive.columns-missing", path=path, columns=missing, header=right)
    if doubled:
        raise DataError("archive.columns-doubled", path=path, columns=doubled, header=right)


def _row(path: Path, line: int, header: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) != len(header):
        raise DataError(
            "archive.cells-uneven", path=path, line=line, cells=len(cells), columns=len(header)
        )
    stripped = (cell.strip() for cell in cells)
    return Row(path=path, line=line, cells=dict(zip(header, stripped, strict=True)))
