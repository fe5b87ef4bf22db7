"""Breaks: the years from which a series no longer counts the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from tongbi.catalogue.tables import load_package_table, require
from tongbi.catalogue.units import Kinship, kinship
from tongbi.series.frame import SERIES_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

__all__ = ["Break", "BreakKind", "find_breaks"]

_FILE = "scope.toml"


class BreakKind(StrEnum):
    """What changed."""

    UNIT = "unit"
    DEFINITION = "definition"
    MARKED = "marked"  # by a person


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Break:
    """A series counts something else from this year on.

    Attributes
    ----------
    issuer, place, indicator : str
        The series.
    period : int
        The first year of the new counting.
    kind : BreakKind
        What changed.
    note : str
        In words.
    """

    issuer: str
    place: str
    indicator: str
    period: int
    kind: BreakKind
    note: str = ""


def find_breaks(frame: pd.DataFrame, marked: Iterable[Break] = ()) -> tuple[Break, ...]:
    """Find the breaks of all series.

    A change of scope needs no break: a figure of another scope (全市, 市本级) has another place
    and so is another series.

    Parameters
    ----------
    frame : DataFrame
        Observations.
    marked : iterable of Break, optional
        Breaks that a person marked.

    Returns
    -------
    tuple of Break
        Sorted, at most one of a kind for a series and year.
    """
    levels = frame[(frame["measure"] == "level") & (frame["role"] != "target")]
    found = set(marked)
    words = require(load_package_table(_FILE, "tongbi.series"), "redefined", list, _FILE)
    for _, rows in levels.groupby(SERIES_KEY, sort=True):
        noted = rows[rows["note"].str.contains("|".join(words), regex=True)]
        said = zip(noted["period"], noted["note"], strict=True)
        found.update(_break(rows, year, BreakKind.UNIT, note) for year, note in _unit_breaks(rows))
        found.update(_break(rows, year, BreakKind.DEFINITION, note) for year, note in said)
    return tuple(sorted(found))


def _break(rows: pd.DataFrame, period: int, kind: BreakKind, note: str) -> Break:
    issuer, place, indicator = (str(rows[name].iloc[0]) for name in SERIES_KEY)
    return Break(
        issuer=issuer, place=place, indicator=indicator, period=int(period), kind=kind, note=note
    )


def _unit_breaks(rows: pd.DataFrame) -> list[tuple[int, str]]:
    """Return the years whose unit cannot stand beside that of the year before."""
    yearly = rows.sort_values("period").drop_duplicates("period")
    found = []
    for (_, before), (period, now) in pairwise(zip(yearly["period"], yearly["unit"], strict=True)):
        if kinship(before, now) is Kinship.OTHER:
            found.append((int(period), f"{before or '（无单位）'} → {now or '（无单位）'}"))
    return found
