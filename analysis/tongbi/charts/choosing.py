"""Choosing series by the names that people use: id, Chinese or English name, alias, part of it."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from tongbi.catalogue.matcher import load
from tongbi.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

__all__ = ["choose", "issuer_named", "nearest"]


def choose(
    frame: pd.DataFrame,
    name: str = "",
    *,
    issuer: str = "",
    years: tuple[int, int] | None = None,
) -> pd.DataFrame:
    """Return the observations that a name, an issuer and a span of years ask for.

    Parameters
    ----------
    frame : DataFrame
        Observations.
    name : str
        An indicator's id, its Chinese or English name, an alias of the catalogue, or a part of
        a name, which may stand for several indicators. Empty is all.
    issuer : str
        An issuer's name or an unmistakable part of it. Empty is all.
    years : (int, int), optional
        First and last year.

    Returns
    -------
    DataFrame
        Rows of `frame`.

    Raises
    ------
    NotFoundError
        When nothing is called so, with the nearest names; or when no figure is of those years.
    """
    rows = frame
    if issuer:
        rows = frame[frame["issuer"] == issuer_named(issuer, map(str, frame["issuer"]))]
    rows = _named(rows, name) if name else rows
    if years is not None:
        found = rows[rows["period"].between(*years)]
        if found.empty:
            raise NotFoundError(
                "charts.no-figures-of-years",
                name=name or issuer,
                first=years[0],
                last=years[1],
                known_first=rows["period"].min(),
                known_last=rows["period"].max(),
            )
        rows = found
    return rows


def issuer_named(issuer: str, names: Iterable[str]) -> str:
    """Return the one of `names` that is meant: the name itself, or the only one that holds it.

    Raises
    ------
    NotFoundError
        When there is none, with the nearest names, or more than one.
    """
    known = sorted(set(names))
    found = [name for name in known if name == issuer] or [n for n in known if issuer in n]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError("charts.issuer-ambiguous", name=issuer, found=found[:8])
    raise NotFoundError("charts.no-issuer", name=issuer, near=nearest(issuer, known))


def _named(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    wanted = name.casefold()
    columns = ("indicator", "label", "label_en")
    for column in columns:
        rows = frame[frame[column].str.casefold() == wanted]
        if not rows.empty:
            return _whole_series(frame, rows)
    aliased = [i.id for i in load().indicators.values() if name in (i.zh, *i.aliases)]
    rows = frame[frame["indicator"].isin(aliased)]
    if not rows.empty:
        return rows
    for column in columns:
        rows = frame[frame[column].str.casefold().str.contains(wanted, regex=False)]
        if not rows.empty:
            return _whole_series(frame, rows)
    names = [str(n) for column in columns for n in frame[column].unique() if n]
    raise NotFoundError("charts.no-indicator", name=name, near=nearest(name, names))


def _whole_series(frame: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return all rows of the indicators found: a label may differ from year to year."""
    return frame[frame["indicator"].isin(rows["indicator"].unique())]


def nearest(name: str, names: Iterable[str]) -> list[str]:
    """Return the names most like `name`.

    Examples
    --------
    >>> nearest("行政复仪", ["行政复议申请", "法律援助"])
    ['行政复议申请']
    """
    known = list(dict.fromkeys(names))
    near = difflib.get_close_matches(name, known, n=5, cutoff=0.3)
    if not near:
        near = sorted(known, key=lambda n: -len(set(n) & set(name)))[:5]
    return near
