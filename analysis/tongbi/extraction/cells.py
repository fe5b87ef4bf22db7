"""Read the statements of a table's row: one for each of its numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from tongbi.extraction.numerals import parse_ascii
from tongbi.extraction.units import read_tail
from tongbi.interval import Interval
from tongbi.model import Base, Measure, Role, SectionPart, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tongbi.model import Block, Cell, Document

__all__ = ["row_statements"]

_YEAR = re.compile(r"((?:19|20)\d\d)年")
_HALF = Decimal("0.5")
_CHANGE = re.compile(r"增速|增长|比上年|同比|增减|比去年|涨跌|升降")
_CHANGE_NAME = re.compile(
    r"(?:同比|[比较](?:上年|去年))(?:增长|增减|涨跌|升降|增)?[率速幅度±]*"
    r"|(?:增长|增减|涨跌|升降|增)[率速幅度±]*"
)
_BRACKET = re.compile(r"（[^（）]*）$")


def row_statements(document: Document, block: Block, year: int) -> Iterator[Statement]:
    """Yield the statement of each cell: its row and column name it, the header gives the unit."""
    for cell in block.cells:
        quote = document.text[cell.start : cell.end]
        value, unit, step = _value(quote, cell)
        told = _YEAR.search(cell.column) or _YEAR.search(cell.row)
        change = unit == "%" and _CHANGE.search(cell.column) is not None
        half = step * _HALF
        whole = step == 1 and unit not in {"%", "元"}
        span = Interval.point(value) if whole else Interval(value - half, value + half, True, False)
        column = _column(cell.column, change=change)
        yield Statement(
            at=cell.start + quote.startswith("-"),
            start=cell.start,
            end=cell.end,
            quote=quote,
            value=value,
            interval=span,
            unit=unit,
            measure=Measure.CHANGE_REL if change else Measure.LEVEL,
            base=Base.YOY if change else Base.NONE,
            role=Role.TARGET if block.part is SectionPart.PLAN else Role.ACTUAL,
            period=int(told.group(1)) if told else year,
            label=f"{cell.row}：{column}" if column else cell.row,
            subject=cell.row,
            qualifier=column,
            section=" / ".join(block.path),
            section_part=block.part,
            rules=("table.cell",),
        )


def _column(printed: str, *, change: bool) -> str:
    """Return what a column says beyond year, unit and kind of change, which have their fields."""
    column = _YEAR.sub("", _BRACKET.sub("", printed))
    return (_CHANGE_NAME.sub("", column) if change else column).strip("：")


def _value(quote: str, cell: Cell) -> tuple[Decimal, str, Decimal]:
    """Return a cell's scaled value, its unit, and one unit of its last printed digit."""
    printed = quote.rstrip("%％")
    number, decimals = parse_ascii(printed.removeprefix("-"))
    tail = read_tail(cell.unit, 0)
    unit = "%" if printed != quote else tail.unit or cell.unit
    value = number * tail.scale
    return (
        -value if printed.startswith("-") else value,
        unit,
        Decimal(1).scaleb(-decimals) * tail.scale,
    )
