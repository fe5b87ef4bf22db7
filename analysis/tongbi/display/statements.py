"""The statements of one report as a table."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tongbi.charts.amounts import bounded
from tongbi.display.limits import limits
from tongbi.display.shown import Cell, Shown
from tongbi.display.words import word
from tongbi.extraction import explain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tongbi.model import Statement

__all__ = ["show_statements"]

_COLUMNS = ("label", "figure", "value", "interval", "period", "measure", "role", "place")
_FIGURES = frozenset({1, 2, 3, 4})
_DIGITS = 8


def show_statements(statements: Iterable[Statement], lang: str = "zh") -> Shown:
    """Return the statements in reading order; pointing at a figure tells how it was read.

    Parameters
    ----------
    statements : iterable of Statement
        As :func:`tongbi.extract` gives them.
    lang : {"zh", "en"}
        The language of headings and explanations; labels stay as the report words them.
    """
    return Shown(
        columns=tuple(word(name, lang) for name in _COLUMNS),
        rows=tuple(_row(statement, lang) for statement in statements),
        figures=_FIGURES,
        empty=word("nothing", lang),
    )


def _row(s: Statement, lang: str) -> tuple[Cell, ...]:
    return (
        Cell(text=s.label, hover=s.section),
        Cell(text=s.quote, hover=word("semicolon", lang).join(explain(s, lang))),
        Cell(text=_value(s, lang)),
        Cell(text=_limits(s)),
        Cell(text=f"{s.period}{s.part_year}"),
        Cell(text=word(s.measure, lang)),
        Cell(text=word(s.role, lang)),
        Cell(text=s.place),
    )


def _value(s: Statement, lang: str) -> str:
    """Return the figure as a number with its unit; the printed form stands beside it."""
    return bounded(float(s.value), s.unit, s.bound, lang=lang, digits=_DIGITS)


def _limits(s: Statement) -> str:
    ends = s.interval
    return limits(
        -math.inf if ends.lower is None else float(ends.lower),
        math.inf if ends.upper is None else float(ends.upper),
        lower_closed=ends.lower_closed,
        upper_closed=ends.upper_closed,
    )
