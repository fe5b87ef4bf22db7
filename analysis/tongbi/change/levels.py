"""From all vintages of an observation, the one that the yearly change is computed from."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SERIES_KEY", "primary_levels"]

SERIES_KEY = ["issuer", "place", "indicator"]
_CELL = [*SERIES_KEY, "period"]


def primary_levels(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one level a series and year, with what the other statements of it say.

    A whole year's result goes before a part year's, that before a total of several years. Of
    the vintages the year's own report goes first, then the nearest later one: like is compared
    with like, and a later restatement is told in `note`.

    Parameters
    ----------
    frame : DataFrame
        Observations, in the columns of the series frame.

    Returns
    -------
    DataFrame
        The chosen rows with their own columns, sorted by series and period, plus ``rank``
        (0 whole year, 1 part year, 2 term), ``ambiguous`` (the same report states another value)
        and ``restated`` (what other reports say, as ``report=value`` joined by ``;``).
    """
    import pandas as pd

    levels = frame.loc[(frame["measure"] == "level") & (frame["role"] != "target")]
    rank = np.where(levels["role"] == "term", 2, np.where(levels["part_year"] != "", 1, 0))
    lag = (levels["report_year"] - levels["period"]).to_numpy()
    levels = levels.assign(rank=rank, _vintage=np.where(lag >= 0, lag, 1000 - lag))
    levels = levels.sort_values([*_CELL, "rank", "_vintage", "report", "at"], kind="stable")
    first = ~levels.duplicated(_CELL).to_numpy()
    cell = np.cumsum(first) - 1
    chosen = levels.loc[first]
    apart = _apart(levels, chosen, cell)
    same_report = levels["report"].to_numpy() == chosen["report"].to_numpy()[cell]
    ambiguous = np.zeros(len(chosen), dtype=bool)
    np.logical_or.at(ambiguous, cell, apart & same_report)
    told = _restated(levels, cell, apart & ~same_report, len(chosen))
    return chosen.assign(
        ambiguous=ambiguous,
        # Typed, because a frame without rows has no text to tell the type from.
        restated=pd.Series(told, index=chosen.index, dtype="str"),
    ).drop(columns="_vintage")


def _apart(levels: pd.DataFrame, chosen: pd.DataFrame, cell: np.ndarray) -> np.ndarray:
    """Which statements of equal rank and unit can't mean the same number as the chosen one."""
    lower, upper = chosen["lower"].to_numpy()[cell], chosen["upper"].to_numpy()[cell]
    comparable = (levels["rank"].to_numpy() == chosen["rank"].to_numpy()[cell]) & (
        levels["unit"].to_numpy() == chosen["unit"].to_numpy()[cell]
    )
    disjoint = (levels["lower"].to_numpy() > upper) | (levels["upper"].to_numpy() < lower)
    return np.asarray(comparable & disjoint)


def _restated(levels: pd.DataFrame, cell: np.ndarray, other: np.ndarray, rows: int) -> list[str]:
    said: dict[int, dict[str, None]] = defaultdict(dict)
    reports, values = levels["report"].to_numpy(), levels["value"].to_numpy()
    for row in np.flatnonzero(other):
        said[int(cell[row])][f"{reports[row]}={values[row]:.12g}"] = None
    words = [""] * rows
    for place, told in said.items():
        words[place] = ";".join(told)
    return words
