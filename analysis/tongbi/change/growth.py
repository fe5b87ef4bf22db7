"""Growth over elapsed years: the first and last level of a series, whatever lies between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tongbi.change.kinds import Kind, change_unit, kind_of, same_unit
from tongbi.change.levels import SERIES_KEY, primary_levels

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

__all__ = ["annual_percent", "growth"]


def annual_percent(
    first: NDArray[np.float64], last: NDArray[np.float64], years: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the constant yearly change in percent that leads from `first` to `last`.

    The compound annual growth rate, ``(last / first) ** (1 / years) - 1``; NaN where a level is
    not positive or no year has gone by. All arrays of shape (rows,).

    Examples
    --------
    >>> annual_percent(np.array([100.0]), np.array([121.0]), np.array([2])).round(6).tolist()
    [10.0]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = ((last / first) ** (1.0 / years) - 1.0) * 100.0
    return np.where((first > 0) & (last > 0) & (years > 0), rate, np.nan)


def growth(
    frame: pd.DataFrame, *, since: int | None = None, until: int | None = None
) -> pd.DataFrame:
    """Compare the first and the last whole year of every series.

    Parameters
    ----------
    frame : DataFrame
        Observations in the columns of the series frame.
    since, until : int, optional
        First and last year to look at.

    Returns
    -------
    DataFrame
        One row a series with two years or more: issuer, place, indicator, label, unit, first,
        last, years, value_first, value_last, change, change_lower, change_upper, change_unit,
        percent (over all years) and annual, annual_lower, annual_upper (percent a year). Rates
        and ranks have no percents; `reason` says why a number is missing.
    """
    levels = primary_levels(frame)
    levels = levels.loc[levels["rank"] == 0]
    if since is not None:
        levels = levels.loc[levels["period"] >= since]
    if until is not None:
        levels = levels.loc[levels["period"] <= until]
    grouped = levels.groupby(SERIES_KEY, sort=True)
    names = ["label", "unit", "period", "value", "lower", "upper"]
    first, last = grouped[names].first(), grouped[names].last()
    ends = first.add_suffix("_first").join(last.add_suffix("_last"))
    ends = ends.loc[ends["period_first"] < ends["period_last"]].reset_index()
    return _measured(ends)


def _measured(ends: pd.DataFrame) -> pd.DataFrame:
    units = list(zip(ends["unit_first"], ends["unit_last"], strict=True))
    alike = np.array([same_unit(a, b) for a, b in units], dtype=bool)
    labels = list(ends["label_last"])
    kinds = [kind_of(unit, label) for (_, unit), label in zip(units, labels, strict=True)]
    quantity = np.array([kind is Kind.QUANTITY for kind in kinds], dtype=bool)
    years = (ends["period_last"] - ends["period_first"]).to_numpy()
    names = [f"{end}_{when}" for end in ("lower", "upper") for when in ("first", "last")]
    column = {name: ends[name].to_numpy(dtype=float) for name in names}
    first, last = ends["value_first"].to_numpy(), ends["value_last"].to_numpy()
    relative = quantity & alike & (column["lower_first"] > 0)
    zero, negative = quantity & (first == 0), quantity & (column["lower_first"] < 0)

    def only(where: NDArray[np.bool_], values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.where(where, values, np.nan)

    with np.errstate(divide="ignore", invalid="ignore"):
        percent = (last / first - 1) * 100
    reason = np.where(~alike, "unit_differs", np.where(zero, "zero_base", ""))
    out = ends[SERIES_KEY].assign(
        label=labels,
        unit=ends["unit_last"],
        first=ends["period_first"],
        last=ends["period_last"],
        years=years,
        value_first=first,
        value_last=last,
        change=only(alike, last - first),
        change_lower=only(alike, column["lower_last"] - column["upper_first"]),
        change_upper=only(alike, column["upper_last"] - column["lower_first"]),
        change_unit=[change_unit(u, n) for (_, u), n in zip(units, labels, strict=True)],
        percent=only(relative, percent),
        annual=only(relative, annual_percent(first, last, years)),
        annual_lower=only(
            relative, annual_percent(column["upper_first"], column["lower_last"], years)
        ),
        annual_upper=only(
            relative, annual_percent(column["lower_first"], column["upper_last"], years)
        ),
        reason=np.where(negative & (reason == ""), "negative_base", reason),
    )
    return out.reset_index(drop=True)
