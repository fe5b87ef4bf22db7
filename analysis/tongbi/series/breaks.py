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
    from collections.abc import Iterable, Iterator

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
    words = require(load_package_table(_FILE, "tongbi.series"), "redefined", list, _FILE)
    noted = levels[levels["note"].str.contains("|".join(words), regex=True)]
    said = noted[[*SERIES_KEY, "period", "note"]].itertuples(index=False, name=None)
    found = set(marked)
    found.update(_break(row[:3], row[3], BreakKind.DEFINITION, row[4]) for row in said)
    found.update(_unit_breaks(levels))
    return tuple(sorted(found))


def _break(series: tuple[str, str, str], period: int, kind: BreakKind, note: str) -> Break:
    issuer, place, indicator = series
    return Break(
        issuer=issuer, place=place, indicator=indicator, period=int(period), kind=kind, note=note
    )


def _unit_breaks(levels: pd.DataFrame) -> Iterator[Break]:
    """Yield the years whose unit cannot stand beside that of the year before."""
    # Stable, so that of several figures of one year always the first one counts; plain rows,
    # because a group of pandas for each of thousands of series takes most of a build's time.
    yearly = levels.sort_values([*SERIES_KEY, "period"], kind="stable")
    yearly = yearly.drop_duplicates([*SERIES_KEY, "period"])
    rows = yearly[[*SERIES_KEY, "period", "unit"]].itertuples(index=False, name=None)
    for before, now in pairwise(rows):
        if before[:3] == now[:3] and kinship(before[4], now[4]) is Kinship.OTHER:
            note = f"{before[4] or '（无单位）'} → {now[4] or '（无单位）'}"
            yield _break(now[:3], now[3], BreakKind.UNIT, note)
