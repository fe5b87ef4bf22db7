"""The charts of a build: which series are worth a picture, and the pictures."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.charts.export import save
from tongbi.charts.points import whole_years
from tongbi.charts.trends import trend

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pandas as pd

    from tongbi.model import Report

__all__ = ["Picture", "draw", "worth"]

_KEY = ["issuer", "place", "indicator"]
Groups = dict[tuple[str, str, str], "pd.DataFrame"]
Step = Callable[[int, int], None]
_YEARS = 3  # fewer figures than these are told by the table of changes
_PER_ISSUER = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One chart of a build.

    Attributes
    ----------
    stem : str
        File name without suffix.
    issuer, title, alt : str
        Whose it is, what it shows, and the same in words.
    fictional : bool
        Whether the issuer was invented.
    years : int
        How many years have a figure.
    """

    stem: str
    issuer: str
    title: str
    alt: str
    fictional: bool
    years: int


def _silent(done: int, total: int) -> None:
    """Tell nothing."""
    del done, total


def worth(frame: pd.DataFrame, per_issuer: int = _PER_ISSUER) -> list[tuple[str, str, str]]:
    """Return the series to draw: for each issuer those with the most years beside each other.

    A series with fewer than three years, or without two in a row, is left to the tables.

    Parameters
    ----------
    frame : DataFrame
        Observations.
    per_issuer : int
        How many an issuer gets at most.

    Returns
    -------
    list of (issuer, place, indicator)
        Sorted by issuer, the fullest series first.
    """
    years = whole_years(frame)[[*_KEY, "period"]].drop_duplicates().sort_values([*_KEY, "period"])
    years["pair"] = years.groupby(_KEY)["period"].diff().eq(1)
    counts = years.groupby(_KEY).agg(years=("period", "size"), pairs=("pair", "sum")).reset_index()
    long = counts[(counts["years"] >= _YEARS) & (counts["pairs"] > 0)]
    order = ["issuer", "pairs", "years", "place", "indicator"]
    ordered = long.sort_values(order, ascending=[True, False, False, True, True])
    chosen = ordered.groupby("issuer", sort=False).head(per_issuer)
    return [(str(i), str(p), str(n)) for i, p, n in chosen[_KEY].itertuples(index=False)]


def draw(
    frame: pd.DataFrame,
    folder: Path,
    *,
    reports: Iterable[Report] = (),
    lang: str = "zh",
    per_issuer: int = _PER_ISSUER,
    step: Step = _silent,
) -> tuple[Picture, ...]:
    """Draw the series that are worth it as PNG and SVG into `folder`.

    Parameters
    ----------
    step : callable
        Called with the number of charts done and of all, after each.
    """
    known = tuple(reports)
    keys = worth(frame, per_issuer)
    groups: Groups = {(str(i), str(p), str(n)): g for (i, p, n), g in frame.groupby(_KEY)}
    return tuple(_drawn(groups, keys, folder, known, lang, step))


def _drawn(
    groups: Groups,
    keys: list[tuple[str, str, str]],
    folder: Path,
    reports: tuple[Report, ...],
    lang: str,
    step: Step,
) -> Iterator[Picture]:
    fictional = {r.issuer for r in reports if r.fictional}
    for number, key in enumerate(keys, start=1):
        chart = trend(groups[key], size="half", lang=lang, reports=reports)
        stem = stem_of(key)
        save(chart, folder, stem, ("png", "svg"))
        yield Picture(
            stem=stem,
            issuer=key[0],
            title=chart.heading.title,
            alt=chart.alt,
            fictional=key[0] in fictional,
            years=int(whole_years(groups[key])["period"].nunique()),
        )
        step(number, len(keys))


def stem_of(key: tuple[str, ...]) -> str:
    """Return a file name for a series: readable, and different for different series.

    Examples
    --------
    >>> stem_of(("韶关市", "", "reconsideration"))
    'trend-韶关市-reconsideration-16f350'
    """
    words = "-".join(re.sub(r"[^\w]+", "_", part)[:24].strip("_") for part in key if part)
    digest = hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:6]
    return f"trend-{words}-{digest}"
