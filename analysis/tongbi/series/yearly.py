"""The completed yearly index: every year of a series, and why a year has no value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tongbi.series.frame import SERIES_KEY
from tongbi.series.vintages import as_first_stated

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Missing", "Status", "complete"]


class Status(StrEnum):
    """What is known of a year of a series."""

    STATED = "stated"
    ZERO = "zero"  # reported as zero
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"  # the thing did not exist or was not counted
    UNREADABLE = "unreadable"  # the report has a figure that could not be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A person's word on why a year has no value."""

    issuer: str
    indicator: str
    period: int
    status: Status
    place: str = ""


def complete(frame: pd.DataFrame, missing: Iterable[Missing] = ()) -> pd.DataFrame:
    """Put the results of each series on an index without gaps.

    Parameters
    ----------
    frame : DataFrame
        Observations, of which levels that are results of whole years are taken; choose a
        vintage before, or the one first stated is taken.
    missing : iterable of Missing, optional
        Years of which a person knows why they have no value.

    Returns
    -------
    DataFrame
        issuer, place, indicator, period, label, unit, value (float64, NaN in a gap), status
        (of :class:`Status`), report; one row for each year from a series' first to its last.
    """
    plain = (frame["measure"] == "level") & (frame["role"] == "actual") & (frame["part_year"] == "")
    stated = as_first_stated(frame[plain]).drop_duplicates([*SERIES_KEY, "period"])
    index = _without_gaps(stated)
    kept = [*SERIES_KEY, "period", "value", "report"]
    full = index.merge(stated[kept], on=[*SERIES_KEY, "period"], how="left")
    status = np.select(
        [full["value"].isna(), full["value"] == 0],
        [Status.NOT_REPORTED.value, Status.ZERO.value],
        Status.STATED.value,
    )
    full = full.assign(status=pd.Series(status, dtype="str"), report=full["report"].fillna(""))
    for known in missing:
        here = (
            (full["issuer"] == known.issuer)
            & (full["place"] == known.place)
            & (full["indicator"] == known.indicator)
            & (full["period"] == known.period)
            & full["value"].isna()
        )
        full.loc[here, "status"] = known.status.value
    columns = [*SERIES_KEY, "period", "label", "unit", "value", "status", "report"]
    return full[columns]


def _without_gaps(stated: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each series and year from its first to its last."""
    spans = stated.groupby(SERIES_KEY, sort=True).agg(
        first=("period", "min"),
        last=("period", "max"),
        label=("label", "last"),
        unit=("unit", "last"),
    )
    years = spans["last"] - spans["first"] + 1
    rows = spans.loc[spans.index.repeat(years)].reset_index()
    rows["period"] = rows["first"] + rows.groupby(SERIES_KEY, sort=False).cumcount()
    return rows.drop(columns=["first", "last"])
