"""The changes that reports state, and whether they agree with the computed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tongbi.change.kinds import Kind, kind_of
from tongbi.change.levels import SERIES_KEY

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["AGREES", "CANNOT_TELL", "DIFFERS", "stated_changes", "verdicts"]

AGREES, DIFFERS, CANNOT_TELL = "agrees", "differs", "cannot_tell"
_CELL = [*SERIES_KEY, "period"]
# Which stated measure a reader wants first: points for a rate, percent for a quantity.
_ORDER = {
    Kind.RATE: {"change_pp": 0, "change_rel": 1, "change_abs": 2},
    Kind.QUANTITY: {"change_rel": 0, "change_abs": 1, "change_pp": 2},
    Kind.RANK: {"change_abs": 0, "change_rel": 1, "change_pp": 2},
}


def stated_changes(frame: pd.DataFrame, units: pd.Series) -> pd.DataFrame:
    """Return the stated yearly changes, the one that a reader wants first at the top of each cell.

    Parameters
    ----------
    frame : DataFrame
        Observations.
    units : Series
        Unit of the level, indexed by issuer, place, indicator and period.

    Returns
    -------
    DataFrame
        Rows of `frame` whose measure is a change against the year before, whole year, result;
        sorted by cell and preference.
    """
    import pandas as pd

    mask = (
        frame["measure"].isin(["change_rel", "change_pp", "change_abs"])
        & (frame["base"] == "yoy")
        & (frame["role"] == "actual")
        & (frame["part_year"] == "")
    )
    rows = frame.loc[mask]
    index = pd.MultiIndex.from_frame(rows[_CELL])
    unit = units.reindex(index).fillna("").to_numpy()
    order = [
        _ORDER[kind_of(u, label)][measure]
        for u, label, measure in zip(unit, rows["label"], rows["measure"], strict=True)
    ]
    rows = rows.assign(_order=order, _lag=(rows["report_year"] - rows["period"]).abs())
    rows = rows.sort_values([*_CELL, "_order", "_lag", "report", "at"], kind="stable")
    return rows.drop(columns=["_order", "_lag"])


def verdicts(stated: pd.DataFrame, changes: pd.DataFrame) -> pd.Series:
    """Tell for each stated change whether the computed interval allows it.

    Parameters
    ----------
    stated : DataFrame
        From :func:`stated_changes`.
    changes : DataFrame
        One row a stated change, aligned with it: the computed ends ``change_lower``,
        ``change_upper``, ``percent_lower``, ``percent_upper``.

    Returns
    -------
    Series
        ``agrees``, ``differs`` or ``cannot_tell``. Ends that merely touch agree: a tie may be
        rounded either way.
    """
    import pandas as pd

    relative = (stated["measure"] == "change_rel").to_numpy()
    low = np.where(relative, changes["percent_lower"], changes["change_lower"])
    high = np.where(relative, changes["percent_upper"], changes["change_upper"])
    floor, ceiling = stated["lower"].to_numpy(), stated["upper"].to_numpy()
    slack = 1e-9 * np.maximum(1.0, np.abs(stated["value"].to_numpy()))
    known = ~(np.isnan(low) | np.isnan(high))
    apart = known & ((floor > high + slack) | (ceiling < low - slack))
    bounded = np.isfinite(low) & np.isfinite(high) & np.isfinite(floor) & np.isfinite(ceiling)
    words = np.where(apart, DIFFERS, np.where(known & bounded, AGREES, CANNOT_TELL))
    return pd.Series(words, index=stated.index, dtype="str")
