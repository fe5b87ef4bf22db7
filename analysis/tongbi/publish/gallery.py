"""The charts of a build: which series are worth a picture, and the pictures."""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING

from tongbi.charts.export import save
from tongbi.charts.points import whole_years
from tongbi.charts.trends import trend
from tongbi.publish.inputs import digest_of, program
from tongbi.publish.parts import Made, Part
from tongbi.publish.tables import csv_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

    from tongbi.model import Report

__all__ = ["Drawing", "Picture", "draw", "drawings", "parts", "worth"]

_KEY = ["issuer", "place", "indicator"]
_YEARS = 3  # fewer figures than these are told by the table of changes
_PER_ISSUER = 6
_FORMATS = ("png", "svg")


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawing:
    """A series with all that its chart is made from.

    Attributes
    ----------
    key : (issuer, place, indicator)
        Which series.
    rows : DataFrame
        Its observations.
    reports : tuple of Report
        The registered reports of its issuer.
    lang : {"zh", "en"}
        The language.
    """

    key: tuple[str, str, str]
    rows: pd.DataFrame
    reports: tuple[Report, ...]
    lang: str

    @property
    def stem(self) -> str:
        """The name of the chart's files, without ending."""
        return stem_of(self.key)

    @property
    def made_from(self) -> str:
        """Digest of the above."""
        reports = map(repr, self.reports)
        return digest_of(program(), *self.key, csv_bytes(self.rows), *reports, self.lang)


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


def drawings(
    frame: pd.DataFrame,
    *,
    reports: Iterable[Report] = (),
    lang: str = "zh",
    per_issuer: int = _PER_ISSUER,
) -> list[Drawing]:
    """Return what there is to draw: the series that are worth it."""
    known: dict[str, list[Report]] = {}
    for report in reports:
        known.setdefault(report.issuer, []).append(report)
    groups = {(str(i), str(p), str(n)): g for (i, p, n), g in frame.groupby(_KEY)}
    return [
        Drawing(key=key, rows=groups[key], reports=tuple(known.get(key[0], ())), lang=lang)
        for key in worth(frame, per_issuer)
    ]


def parts(drawings: Iterable[Drawing]) -> list[Part]:
    """Return the charts as parts of a build; the record of one is its :class:`Picture`."""
    return [
        Part(name=f"charts/{d.stem}", made_from=d.made_from, make=partial(draw, d))
        for d in drawings
    ]


def draw(drawing: Drawing, folder: Path) -> Made:
    """Draw one series as PNG and SVG into ``charts`` of a build's folder."""
    chart = trend(drawing.rows, size="half", lang=drawing.lang, reports=drawing.reports)
    files = save(chart, folder / "charts", drawing.stem, _FORMATS)
    picture = Picture(
        stem=drawing.stem,
        issuer=drawing.key[0],
        title=chart.heading.title,
        alt=chart.alt,
        fictional=any(report.fictional for report in drawing.reports),
        years=int(whole_years(drawing.rows)["period"].nunique()),
    )
    return Made(tuple(f"charts/{path.name}" for path in files), asdict(picture))


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
