"""Statements made by hand for the tests of series."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from tongbi.interval import Interval
from tongbi.model import Measure, Report, ReportKind, Role, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence


class MakeStatement(Protocol):
    """Makes a statement whose printed figure is its value."""

    def __call__(self, label: str, value: float | str, unit: str = "件", **more: Any) -> Statement:
        """Make it."""
        ...


class MakeReport(Protocol):
    """Makes a report with its statements."""

    def __call__(
        self, year: int, statements: Sequence[Statement], **more: Any
    ) -> tuple[Report, Sequence[Statement]]:
        """Make it."""
        ...


@pytest.fixture
def statement() -> MakeStatement:
    """A maker of statements; places in the text count up."""
    places = iter(range(10, 100_000, 10))

    def make(label: str, value: float | str, unit: str = "件", **more: Any) -> Statement:
        number = Decimal(str(value))
        at = more.pop("at", None)
        at = next(places) if at is None else at
        interval = more.pop("interval", Interval.point(number))
        quote = f"{value}{unit}"
        return Statement(
            at=at,
            start=at,
            end=at + len(quote),
            quote=quote,
            value=number,
            interval=interval,
            unit=unit,
            label=label,
            measure=Measure(more.pop("measure", "level")),
            role=Role(more.pop("role", "actual")),
            period=more.pop("period", 2024),
            **more,
        )

    return make


@pytest.fixture
def report() -> MakeReport:
    """A maker of reports of the fictional Yunling."""

    def make(
        year: int, statements: Sequence[Statement], **more: Any
    ) -> tuple[Report, Sequence[Statement]]:
        issuer = more.pop("issuer", "云岭市")
        made = Report(
            id=more.pop("id", f"{issuer}-{year}"),
            issuer=issuer,
            slug="yunling",
            kind=ReportKind.LAW_BASED_GOV,
            year=year,
            fictional=True,
            **more,
        )
        return made, statements

    return make
