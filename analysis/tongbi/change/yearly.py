"""The yearly change of every series: a frame of observations in, a frame of changes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tongbi.change.kernel import both, joint_key
from tongbi.change.kinds import Kind, change_unit, kind_of, same_unit
from tongbi.change.levels import SERIES_KEY, primary_levels
from tongbi.change.reasons import reasons
from tongbi.change.schema import CHANGE_COLUMNS, CHANGE_KEY
from tongbi.change.stated import DIFFERS, stated_changes, verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

__all__ = ["Break", "yearly"]

#: (issuer, indicator, first year of the new definition); an empty issuer means every one.
Break = tuple[str, str, int]

_SMALL_BASE = 10  # counts below ten: one case more is ten percent or more
_BOUNDS = ("at_least", "more_than", "at_most", "less_than")


def yearly(
    frame: pd.DataFrame, *, breaks: Iterable[Break] = (), percent_of_rates: bool = False
) -> pd.DataFrame:
    """Compare every level with that of the year before, and with the change that was stated.

    Parameters
    ----------
    frame : DataFrame
        Observations in the columns of the series frame, in any order.
    breaks : iterable of (issuer, indicator, year), optional
        Years from which a series is defined anew; nothing is compared across them.
    percent_of_rates : bool, default False
        Also give the relative change of rates. It is seldom what a reader thinks it is.

    Returns
    -------
    DataFrame
        The frame of changes, one row a series and year, sorted by :data:`CHANGE_KEY`. A number
        that can't be had is missing, and `reason` says why.
    """
    levels = primary_levels(frame).reset_index(drop=True)
    changes = _compare(levels, tuple(breaks), percent_of_rates=percent_of_rates)
    return _with_stated(frame, changes)


def _compare(
    levels: pd.DataFrame, breaks: tuple[Break, ...], *, percent_of_rates: bool
) -> pd.DataFrame:
    """Dress the kernel: prior, differences and percents with the reasons that empty them."""
    series = np.asarray(levels.groupby(SERIES_KEY, sort=False).ngroup(), dtype=np.int64)
    period = levels["period"].to_numpy()
    value, lower, upper = (levels[name].to_numpy() for name in ("value", "lower", "upper"))
    key = joint_key(series, period)
    linked = np.diff(key, prepend=np.int64(-2)) == 1
    moved, relative = both(key, value, lower, upper)
    prior = _shift(levels, linked)
    kinds, change_units = _kinds(levels)
    flags = _flags(levels, prior, series, linked, kinds, breaks)
    out = levels.assign(
        prior_period=prior["period"],
        prior=prior["value"],
        change=moved.change,
        change_lower=moved.lower,
        change_upper=moved.upper,
        change_unit=change_units,
        percent=relative.percent,
        percent_lower=relative.lower,
        percent_upper=relative.upper,
        prior_report=prior["report"].fillna(""),
        prior_at=prior["at"],
        reason=_join(flags, len(levels)),
        note=_notes(levels),
    )
    _empty(out, flags, kinds, percent_of_rates=percent_of_rates)
    return out


def _kinds(levels: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return each row's kind and unit of change, looked up once a unit and label."""
    named = levels[["unit", "label"]]
    code = levels.groupby(["unit", "label"], sort=False).ngroup().to_numpy()
    pairs = list(named.drop_duplicates().itertuples(index=False, name=None))
    kinds = np.array([kind_of(*pair) for pair in pairs], dtype=object)
    units = np.array([change_unit(*pair) for pair in pairs], dtype=object)
    return kinds[code], units[code]


def _shift(levels: pd.DataFrame, linked: np.ndarray) -> pd.DataFrame:
    """Return each row's prior, missing where there is none."""
    names = ["period", "value", "lower", "upper", "unit", "report", "at", "bound", "match", "rank"]
    prior = levels[names].shift(1).astype({"period": "Int64", "at": "Int64"})
    prior.loc[~linked] = None
    return prior


def _flags(
    levels: pd.DataFrame,
    prior: pd.DataFrame,
    series: np.ndarray,
    linked: np.ndarray,
    kinds: np.ndarray,
    breaks: tuple[Break, ...],
) -> dict[str, np.ndarray]:
    """Return for each reason code the rows that it holds for."""
    first = np.diff(series, prepend=-1) != 0
    rank, prior_rank = levels["rank"].to_numpy(), prior["rank"].fillna(0).to_numpy()
    bounds = levels["bound"].isin(_BOUNDS) | (linked & prior["bound"].isin(_BOUNDS))
    near = (levels["match"] == "near") | (linked & (prior["match"] == "near"))
    ambiguous = levels["ambiguous"].to_numpy()
    prior_ambiguous = np.append(False, ambiguous[:-1]) & linked
    floor = prior["lower"].to_numpy(dtype=float, na_value=np.nan)
    value = prior["value"].to_numpy(dtype=float, na_value=np.nan)
    quantity = kinds == Kind.QUANTITY
    with np.errstate(invalid="ignore"):
        zero = quantity & (value == 0)
        negative = quantity & (floor < 0) & (value != 0)
        small = quantity & (value > 0) & (value < _SMALL_BASE)
    return {
        "no_prior": first,
        "gap": ~first & ~linked,
        "zero_base": zero,
        "negative_base": negative,
        "break": linked & _broken(levels, breaks),
        "unit_differs": _unit_differs(levels, prior, linked),
        "scope_differs": linked & near.to_numpy(),
        "bound_only": linked & bounds.to_numpy(),
        "small_base": small,
        "part_year": (rank == 1) | (prior_rank == 1),
        "term_total": (rank == 2) | (prior_rank == 2),  # noqa: PLR2004 -- the ranks of levels.py
        "ambiguous": ambiguous | prior_ambiguous,
    }


def _broken(levels: pd.DataFrame, breaks: tuple[Break, ...]) -> np.ndarray:
    found = levels["note"].str.contains("break", regex=False).to_numpy(dtype=bool)
    for issuer, indicator, year in breaks:
        here = (levels["indicator"] == indicator) & (levels["period"] == year)
        found = found | (here & ((levels["issuer"] == issuer) | (not issuer))).to_numpy()
    return np.asarray(found, dtype=bool)


def _unit_differs(levels: pd.DataFrame, prior: pd.DataFrame, linked: np.ndarray) -> np.ndarray:
    unit, before = levels["unit"].to_numpy(), prior["unit"].fillna("").to_numpy()
    found = linked & (unit != before)
    for row in np.flatnonzero(found):
        found[row] = not same_unit(unit[row], before[row])
    return np.asarray(found, dtype=bool)


def _join(flags: dict[str, np.ndarray], rows: int) -> list[str]:
    """Return the reason codes of each row joined by ``;`` in their order of precedence."""
    codes = [code for code in reasons() if code in flags]
    bits = np.zeros(rows, dtype=np.int64)
    for place, code in enumerate(codes):
        bits |= flags[code].astype(np.int64) << place
    words = {
        mask: ";".join(code for place, code in enumerate(codes) if mask >> place & 1)
        for mask in np.unique(bits).tolist()
    }
    return [words[mask] for mask in bits.tolist()]


def _empty(
    out: pd.DataFrame, flags: dict[str, np.ndarray], kinds: np.ndarray, *, percent_of_rates: bool
) -> None:
    """Take out the numbers that the reasons rule out; `out` is ours, fresh from `assign`."""
    for code, rows in flags.items():
        blocks = reasons()[code].blocks
        if code == "bound_only":
            # The point is not known, but the interval is: that is what a bound gives.
            out.loc[rows, ["change", "percent"]] = np.nan
        elif blocks == "change":
            out.loc[rows, ["change", "change_lower", "change_upper"]] = np.nan
        if code != "bound_only" and blocks in {"change", "percent"}:
            out.loc[rows, ["percent", "percent_lower", "percent_upper"]] = np.nan
    if not percent_of_rates:
        bare = kinds != Kind.QUANTITY
        out.loc[bare, ["percent", "percent_lower", "percent_upper"]] = np.nan


def _notes(levels: pd.DataFrame) -> pd.Series:
    """Return the notes, with what other reports say of the same year behind them."""
    notes = levels["note"].copy()
    told = levels["restated"] != ""
    notes[told] = (notes[told] + ";restated:" + levels.loc[told, "restated"]).str.lstrip(";")
    return notes


def _with_stated(frame: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    """Add the stated change and its verdict, and rows for changes stated without a level."""
    import pandas as pd

    cell = list(CHANGE_KEY)
    units = changes.set_index(cell)["unit"]
    stated = stated_changes(frame, units)
    ends = ["change_lower", "change_upper", "percent_lower", "percent_upper"]
    aligned = changes.set_index(cell)[ends].reindex(pd.MultiIndex.from_frame(stated[cell]))
    said = stated.assign(verdict=verdicts(stated, aligned))
    worst = said.loc[said["verdict"] == DIFFERS].drop_duplicates(cell)
    # Where one of several stated changes differs, that is the one to show.
    shown = pd.concat([worst, said]).drop_duplicates(cell)
    shown = shown.rename(columns={"value": "stated", "measure": "stated_measure"})
    merged = changes.drop(columns=["measure"]).merge(
        shown[[*cell, "stated", "stated_measure", "verdict"]], on=cell, how="left"
    )
    known = pd.MultiIndex.from_frame(changes[cell])
    bare = shown.loc[~pd.MultiIndex.from_frame(shown[cell]).isin(known)]
    merged = pd.concat([merged, bare.assign(unit="", reason="no_level")], ignore_index=True)
    out = merged.reindex(columns=list(CHANGE_COLUMNS))
    texts = {name: "str" for name, dtype in CHANGE_COLUMNS.items() if dtype == "str"}
    # A column that no row fills has no texts yet, so the type comes before the blanks.
    out = out.astype(texts).fillna(dict.fromkeys(texts, "")).astype(CHANGE_COLUMNS)
    return out.sort_values(cell, kind="stable", ignore_index=True)
