"""What parts contribute to the change of their whole, and how the mix shifts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tongbi.change.levels import SERIES_KEY, primary_levels
from tongbi.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

__all__ = ["contributions", "mix"]

_OWNER = ["issuer", "place"]
_REST = "rest"
_ROUNDING = 1e-9  # what floating-point sums of exact parts may miss their whole by


def contributions(frame: pd.DataFrame, whole: str, parts: Sequence[str]) -> pd.DataFrame:
    """Split the growth of a whole into what each part adds to it.

    Parameters
    ----------
    frame : DataFrame
        Observations in the columns of the series frame.
    whole : str
        Indicator id of the whole.
    parts : sequence of str
        Indicator ids of its parts, all in the whole's unit.

    Returns
    -------
    DataFrame
        issuer, place, indicator, label, period, change (in units), points (of the whole's
        growth: the part's change in percent of the whole's prior level) and share (of the
        whole's change, in percent; missing where the whole did not change). Only consecutive
        years are compared. Where the parts leave something over, a row ``rest`` carries it.

    Raises
    ------
    NotFoundError
        If the frame has no level of the whole or of a part.
    """
    import pandas as pd

    table = _table(frame, whole, parts)
    rows = [
        _owner_contributions(group, whole, parts) for _, group in table.groupby(_OWNER, sort=True)
    ]
    out = pd.concat(rows, ignore_index=True)
    settled = (out["indicator"] == _REST) & (out["change"].abs() < _ROUNDING)
    return out.loc[~settled].reset_index(drop=True)


def _owner_contributions(group: pd.DataFrame, whole: str, parts: Sequence[str]) -> pd.DataFrame:
    """Return one issuer's contributions, year by year for each part, the rest last."""
    import pandas as pd

    wide = group.pivot_table(index="period", columns="indicator", values="value")
    years = wide.index[wide.index.isin(wide.index + 1)]
    moved = wide.loc[years].to_numpy() - wide.loc[years - 1].to_numpy()
    moved = pd.DataFrame(moved, index=years, columns=wide.columns)
    names = [part for part in parts if part in moved]
    if len(names) == len(parts):
        moved[_REST] = moved[whole] - moved[names].sum(axis=1, skipna=False)
        names.append(_REST)
    long = moved[names].melt(ignore_index=False, var_name="indicator", value_name="change")
    long = long.reset_index(names="period")
    total = moved[whole].reindex(long["period"]).to_numpy()
    prior = wide[whole].reindex(long["period"] - 1).to_numpy()
    labels = group.drop_duplicates("indicator").set_index("indicator")["label"]
    change = long["change"].to_numpy()
    return pd.DataFrame(
        {
            "issuer": group["issuer"].iloc[0],
            "place": group["place"].iloc[0],
            "indicator": long["indicator"],
            "label": long["indicator"].map(labels).fillna(""),
            "period": long["period"],
            "change": change,
            "points": _per_hundred(change, prior),
            "share": _per_hundred(change, total),
        }
    )


def mix(frame: pd.DataFrame, whole: str, parts: Sequence[str]) -> pd.DataFrame:
    """Return the share of each part in its whole, and the share's change in points.

    Parameters
    ----------
    frame, whole, parts
        As in :func:`contributions`.

    Returns
    -------
    DataFrame
        issuer, place, indicator, label, period, share (percent), share_change (points against
        the year before; missing after a gap).

    Raises
    ------
    NotFoundError
        If the frame has no level of the whole or of a part.
    """
    table = _table(frame, whole, parts)
    cell = [*_OWNER, "period"]
    total = table.loc[table["indicator"] == whole, [*cell, "value"]]
    out = table.loc[table["indicator"] != whole].merge(total, on=cell, suffixes=("", "_whole"))
    out["share"] = _per_hundred(out["value"].to_numpy(), out["value_whole"].to_numpy())
    out = out.sort_values([*SERIES_KEY, "period"], kind="stable", ignore_index=True)
    grouped = out.groupby(SERIES_KEY)
    linked = grouped["period"].diff() == 1
    out["share_change"] = grouped["share"].diff().where(linked)
    return out[[*SERIES_KEY, "label", "period", "share", "share_change"]]


def _table(frame: pd.DataFrame, whole: str, parts: Sequence[str]) -> pd.DataFrame:
    levels = primary_levels(frame.loc[frame["indicator"].isin([whole, *parts])])
    levels = levels.loc[levels["rank"] == 0]
    missing = [name for name in (whole, *parts) if not (levels["indicator"] == name).any()]
    if missing:
        raise NotFoundError("change.no-level", indicators=missing)
    return levels


def _per_hundred(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole == 0, np.nan, part / whole * 100)
