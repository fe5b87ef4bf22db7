"""The level that a stated change implies for the year before, as an interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tongbi.change.kinds import Kind, kind_of
from tongbi.change.levels import SERIES_KEY, primary_levels
from tongbi.interval import Interval
from tongbi.model import Measure

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["implied_prior", "implied_priors"]

_HUNDRED = Interval.point(100)
_CELL = [*SERIES_KEY, "period"]


def implied_prior(level: Interval, change: Interval, measure: Measure) -> Interval | None:
    """Return what the prior level can have been.

    Parameters
    ----------
    level : Interval
        This year's level.
    change : Interval
        The stated change: in percent, in points or in the level's own unit.
    measure : Measure
        Which of these.

    Returns
    -------
    Interval or None
        None where a fall by everything leaves the prior open.

    Examples
    --------
    >>> from decimal import Decimal
    >>> stated = Interval.printed(Decimal("-6.9"), Decimal("0.1"))
    >>> base = implied_prior(Interval.point(281), stated, Measure.CHANGE_REL)
    >>> list(base.whole_numbers())  # no whole number of deaths has been the prior
    []
    """
    if measure is not Measure.CHANGE_REL:
        return level - change
    factor = (change + _HUNDRED) / _HUNDRED
    if factor.lower is None or factor.lower <= 0:
        return None
    return level / factor


def implied_priors(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the prior levels that stated yearly changes imply, as a frame.

    Parameters
    ----------
    frame : DataFrame
        Observations in the columns of the series frame.

    Returns
    -------
    DataFrame
        issuer, place, indicator, label, unit, period (the year implied), value, lower, upper,
        measure, report; sorted by series and period. These levels are computed, not stated:
        whoever shows them labels them as implied.
    """
    levels = primary_levels(frame)
    levels = levels.loc[levels["rank"] == 0, [*_CELL, "label", "unit", "value", "lower", "upper"]]
    mask = (
        frame["measure"].isin(["change_rel", "change_pp", "change_abs"])
        & (frame["base"] == "yoy")
        & (frame["role"] == "actual")
        & (frame["part_year"] == "")
    )
    stated = frame.loc[mask, [*_CELL, "measure", "value", "lower", "upper", "report"]]
    both = levels.merge(stated, on=_CELL, suffixes=("", "_change"))
    relative = (both["measure"] == "change_rel").to_numpy()
    rate = np.array([kind_of(unit) is Kind.RATE for unit in both["unit"]], dtype=bool)
    value, lower, upper = (both[name].to_numpy() for name in ("value", "lower", "upper"))
    change, low, high = (both[f"{name}_change"].to_numpy() for name in ("value", "lower", "upper"))
    with np.errstate(divide="ignore", invalid="ignore"):
        factor, small, large = 1 + change / 100, 1 + low / 100, 1 + high / 100
        out = both[[*_CELL, "label", "unit", "measure", "report"]].assign(
            period=both["period"] - 1,
            value=np.where(relative, value / factor, value - change),
            lower=np.where(relative, lower / large, lower - high),
            upper=np.where(relative, upper / small, upper - low),
        )
    # Percent of a rate is read two ways, and a fall by everything implies nothing.
    out = out.loc[~(relative & (rate | (small <= 0)))]
    columns = [*_CELL, "label", "unit", "value", "lower", "upper", "measure", "report"]
    return out[columns].sort_values([*_CELL, "measure"], kind="stable", ignore_index=True)
