"""Vintages: which report's word is taken for a year, and where a later report said otherwise.

Every observation keeps the report that stated it, as in ALFRED. The views choose among vintages
without throwing any away; where two reports of one year disagree, both rows stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tongbi.series.frame import SERIES_KEY

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SLOT", "as_first_stated", "as_of", "latest", "restatements"]

#: What a vintage is a vintage of.
SLOT = [*SERIES_KEY, "measure", "role", "period", "part_year"]


def as_first_stated(frame: pd.DataFrame) -> pd.DataFrame:
    """Return of each figure the vintage that was stated first.

    Parameters
    ----------
    frame : DataFrame
        Observations.

    Returns
    -------
    DataFrame
        Rows of `frame`, one a figure and report of the earliest year.
    """
    return _vintage(frame, "min")


def latest(frame: pd.DataFrame) -> pd.DataFrame:
    """Return of each figure the vintage that was stated last, as :func:`as_first_stated`."""
    return _vintage(frame, "max")


def as_of(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return what was known once the reports on `year` were out.

    Parameters
    ----------
    frame : DataFrame
        Observations.
    year : int
        The last year whose reports count.
    """
    return latest(frame[frame["report_year"] <= year])


def _vintage(frame: pd.DataFrame, which: Literal["min", "max"]) -> pd.DataFrame:
    chosen = frame.groupby(SLOT, sort=False)["report_year"].transform(which)
    rows: pd.DataFrame = frame[frame["report_year"] == chosen]
    # One report may print a figure twice: the first place stands for both.
    return rows.drop_duplicates([*SLOT, "report", "value"]).reset_index(drop=True)


def restatements(frame: pd.DataFrame) -> pd.DataFrame:
    """List the figures of which a later report says something else.

    Two printed figures restate each other where no number fits both: 1.3万 and 13012 agree.

    Returns
    -------
    DataFrame
        One row a figure and later report: the columns of :data:`SLOT`, ``label``, ``unit``, then
        ``first``, ``first_report``, ``first_at`` and ``value``, ``report``, ``at``; sorted.
    """
    columns = ["lower", "upper", "lower_closed", "upper_closed", "value", "report", "at", "unit"]
    first = as_first_stated(frame).drop_duplicates(SLOT)[[*SLOT, "report_year", *columns]]
    both = frame.merge(first, on=SLOT, suffixes=("", "_first"))
    both = both[(both["report_year"] > both["report_year_first"]) & _apart(both)]
    names = {"value_first": "first", "report_first": "first_report", "at_first": "first_at"}
    told = both.rename(columns=names)
    kept = ["label", "unit", "first", "first_report", "first_at", "value", "report", "at"]
    return told[[*SLOT, *kept]].reset_index(drop=True)


def _apart(both: pd.DataFrame) -> pd.Series:
    """Whether no number lies in both intervals of a row."""

    def before(upper: str, upper_closed: str, lower: str, lower_closed: str) -> pd.Series:
        touching = (both[upper] == both[lower]) & ~(both[upper_closed] & both[lower_closed])
        return (both[upper] < both[lower]) | touching

    one = before("upper", "upper_closed", "lower_first", "lower_closed_first")
    other = before("upper_first", "upper_closed_first", "lower", "lower_closed")
    return (one | other) & (both["unit"] == both["unit_first"])
