"""Index numbers: levels against any base year, and a chain made of stated changes alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tongbi.change.kinds import Kind, kind_of
from tongbi.change.levels import SERIES_KEY, primary_levels

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["chained", "index"]

_COLUMNS = [*SERIES_KEY, "label", "period", "index", "index_lower", "index_upper", "reason"]


def index(frame: pd.DataFrame, base: int) -> pd.DataFrame:
    """Express the levels of every series in percent of its level in the base year.

    Parameters
    ----------
    frame : DataFrame
        Observations in the columns of the series frame.
    base : int
        The year that is 100.

    Returns
    -------
    DataFrame
        issuer, place, indicator, label, period, index, index_lower, index_upper and reason
        (``no_prior`` where the base year is missing, ``zero_base``, ``negative_base``,
        ``unit_differs``). The base year itself is exactly 100.
    """
    levels = primary_levels(frame)
    levels = levels.loc[levels["rank"] == 0]
    rate = np.array([kind_of(unit) is not Kind.QUANTITY for unit in levels["unit"]], dtype=bool)
    levels = levels.loc[~rate]
    start = levels.loc[levels["period"] == base, [*SERIES_KEY, "value", "lower", "upper", "unit"]]
    both = levels.merge(start, on=SERIES_KEY, how="left", suffixes=("", "_base"))
    floor = both["lower_base"].to_numpy()
    own = (both["period"] == base).to_numpy()
    usable = (floor > 0) & (both["unit"] == both["unit_base"]).to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        numbers = {
            "index": both["value"].to_numpy() / both["value_base"].to_numpy() * 100,
            "index_lower": both["lower"].to_numpy() / both["upper_base"].to_numpy() * 100,
            "index_upper": both["upper"].to_numpy() / floor * 100,
        }
    for name, values in numbers.items():
        both[name] = np.where(usable, np.where(own, 100.0, values), np.nan)
    both["reason"] = np.select(
        [np.isnan(floor), both["value_base"] == 0, floor <= 0, ~usable],
        ["no_prior", "zero_base", "negative_base", "unit_differs"],
        default="",
    )
    return both[_COLUMNS].reset_index(drop=True)


def chained(frame: pd.DataFrame) -> pd.DataFrame:
    """Chain an index from stated yearly percent changes, for series without levels.

    Parameters
    ----------
    frame : DataFrame
        Observations in the columns of the series frame.

    Returns
    -------
    DataFrame
        As of :func:`index`. A run of consecutive years starts at 100 in the year before its
        first stated change; after a missing year a new run starts, its first row with the
        reason ``gap``: two runs can't be compared. Intervals widen with every link.
    """
    import pandas as pd

    mask = (
        (frame["measure"] == "change_rel")
        & (frame["base"] == "yoy")
        & (frame["role"] == "actual")
        & (frame["part_year"] == "")
    )
    stated = frame.loc[mask].sort_values([*SERIES_KEY, "period", "report_year", "report", "at"])
    stated = stated.drop_duplicates([*SERIES_KEY, "period"]).reset_index(drop=True)
    same = ~stated.duplicated(SERIES_KEY).to_numpy()
    step = stated["period"].diff().to_numpy()
    opens = same | (step != 1)
    run = np.cumsum(opens)
    starts = stated.loc[opens].assign(period=stated.loc[opens, "period"] - 1, value=0.0)
    starts = starts.assign(
        lower=0.0, upper=0.0, reason=np.where(same[opens], "", "gap"), _run=run[opens]
    )
    rows = pd.concat([starts, stated.assign(reason="", _run=run)], ignore_index=True)
    rows = rows.sort_values(["_run", "period"], kind="stable", ignore_index=True)
    by_run = rows["_run"].to_numpy()
    for name, source in (("index", "value"), ("index_lower", "lower"), ("index_upper", "upper")):
        factor = 1.0 + rows[source] / 100.0
        rows[name] = factor.groupby(by_run).cumprod() * 100.0
    chain: pd.DataFrame = rows[_COLUMNS]
    return chain
