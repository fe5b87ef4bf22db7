"""From a user's spreadsheet to facts of the archive, each with its source."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from tongbi.archive import NO_PLACE, Fact
from tongbi.errors import DataError
from tongbi.interchange.spreadsheet import Line, read_lines
from tongbi.interval import Interval
from tongbi.model import Report, ReportKind, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tongbi.interchange.mapping import Layout

__all__ = ["Collection", "collect"]

_YEAR = re.compile(r"((?:19|20)\d\d)年?度?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What a spreadsheet holds.

    Attributes
    ----------
    report : Report
        The collection as it is registered.
    facts : tuple of Fact
        Its figures, row by row.
    missing : int
        How many cells hold none.
    """

    report: Report
    facts: tuple[Fact, ...]
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """A figure's place in the table."""

    line: Line
    column: int
    period: int


def collect(path: Path, layout: Layout) -> Collection:
    """Read the figures of a spreadsheet.

    Parameters
    ----------
    path : Path
        The spreadsheet.
    layout : Layout
        What its columns are.

    Raises
    ------
    ReadError, UsageError
        As :func:`~tongbi.interchange.spreadsheet.read_lines`.
    DataError
        Naming file, row, column and value of what does not fit.
    """
    lines = read_lines(path, layout.sheet)
    heading, rows = _split(path, lines, layout.header)
    table = _Table(path=path, heading=heading, layout=layout)
    facts, missing = [], 0
    for line in rows:
        for cell in table.cells(line):
            if line.cells[cell.column] in layout.missing:
                missing += 1
            else:
                facts.append(table.fact(cell))
    if not facts:
        raise DataError("interchange.no-figures", path=path)
    return Collection(report=_report(layout, facts), facts=tuple(facts), missing=missing)


def _split(path: Path, lines: tuple[Line, ...], header: int) -> tuple[Line, list[Line]]:
    for line in lines:
        if line.number == header:
            return line, [_padded(x, line) for x in lines if x.number > header]
    raise DataError("interchange.header-empty", path=path, line=header)


def _padded(line: Line, heading: Line) -> Line:
    """Return the line with a cell for each heading: CSV leaves out empty ones at the end."""
    short = len(heading.cells) - len(line.cells)
    return Line(number=line.number, cells=line.cells + ("",) * max(0, short))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A spreadsheet with what its columns are."""

    path: Path
    heading: Line
    layout: Layout

    def cells(self, line: Line) -> Iterator[_Cell]:
        """Yield the places of the figures of a row, with their years."""
        columns = self.layout.columns
        if not self._text(line, columns.label):
            return
        if self.layout.shape == "long":
            column = self._column(columns.period)
            found = _YEAR.fullmatch(line.cells[column])
            if found is None:
                raise self._error("interchange.cell-not-year", line, column)
            yield _Cell(line=line, column=self._column(columns.value), period=int(found[1]))
            return
        years = [(n, _YEAR.fullmatch(text)) for n, text in enumerate(self.heading.cells)]
        dated = [(number, found) for number, found in years if found is not None]
        if not dated:
            raise DataError("interchange.no-year-columns", path=self.path, line=self.heading.number)
        for number, found in dated:
            yield _Cell(line=line, column=number, period=int(found[1]))

    def fact(self, cell: _Cell) -> Fact:
        """Return the fact that a cell states."""
        layout, line = self.layout, cell.line
        label = self._text(line, layout.columns.label)
        text = line.cells[cell.column]
        value, step, unit = self._number(cell)
        unit = unit or self._text(line, layout.columns.unit) or self._unit(label)
        exact = step >= 1
        statement = Statement(
            at=NO_PLACE,
            start=NO_PLACE,
            end=NO_PLACE,
            quote=text if text.endswith(unit) else text + unit,
            value=value,
            interval=Interval.point(value) if exact else Interval.printed(value, step),
            unit=unit,
            period=cell.period,
            label=label,
            place=self._text(line, layout.columns.place),
        )
        return Fact(
            statement=statement,
            indicator=layout.indicators.get(label, ""),
            vintage=layout.vintage,
            address=self._text(line, layout.columns.address),
            note=self._text(line, layout.columns.note),
        )

    def _number(self, cell: _Cell) -> tuple[Decimal, Decimal, str]:
        """Return value, size of the last printed place, and unit of a cell."""
        text = unicodedata.normalize("NFKC", cell.line.cells[cell.column])
        unit = "%" if text.endswith("%") else ""
        digits = text.removesuffix("%").replace(",", "").strip()
        try:
            value = Decimal(digits)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite():
            raise self._error("interchange.cell-not-number", cell.line, cell.column)
        exponent = value.as_tuple().exponent
        assert isinstance(exponent, int)  # noqa: S101 - a finite number has one
        return value, Decimal(1).scaleb(min(exponent, 0)), unit

    def _unit(self, label: str) -> str:
        return self.layout.units.get(label, self.layout.units.get("*", ""))

    def _column(self, name: str) -> int:
        try:
            return self.heading.cells.index(name)
        except ValueError:
            present = list(filter(None, self.heading.cells))
            raise DataError(
                "interchange.no-column",
                path=self.path,
                line=self.heading.number,
                column=name,
                present=present,
            ) from None

    def _text(self, line: Line, name: str) -> str:
        return line.cells[self._column(name)] if name else ""

    def _error(self, code: str, line: Line, column: int) -> DataError:
        name, value = self.heading.cells[column], line.cells[column]
        return DataError(code, path=self.path, line=line.number, column=name, value=value)


def _report(layout: Layout, facts: list[Fact]) -> Report:
    origin = layout.origin
    name = f"{origin.slug}/{layout.name}"
    latest = max(fact.statement.period for fact in facts)
    return Report(
        id=name,
        issuer=origin.issuer,
        slug=origin.slug,
        # Not a report of a kind and year: it is nobody's predecessor.
        kind=ReportKind.OTHER,
        year=layout.vintage or latest,
        title=origin.title,
        address=origin.address,
        published=origin.published,
        accessed=origin.accessed,
        licence=origin.licence,
        facts=f"{name}.csv",
        note=origin.note,
    )
