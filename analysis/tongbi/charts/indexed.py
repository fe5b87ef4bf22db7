"""The index chart: series of any unit, each with its base year as 100."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tongbi.charts import lineplot
from tongbi.charts.alt import trend_alt
from tongbi.charts.amounts import reader
from tongbi.charts.axes import add_axes, value_scale, write_years
from tongbi.charts.canvas import Sheet
from tongbi.charts.heading import heading_of, listed, names_of
from tongbi.charts.points import Line, lines
from tongbi.charts.sources import Sources
from tongbi.charts.theme import MUTED, settings, theme
from tongbi.charts.words import word
from tongbi.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from tongbi.charts.axes import Scale
    from tongbi.charts.canvas import Chart, Heading
    from tongbi.model import Report
    from tongbi.series.breaks import Break

__all__ = ["index"]

_MOST = 6
_NARROW = 0.9  # an index is read against its 100, not against zero


def index(
    frame: pd.DataFrame,
    ax: Axes | None = None,
    *,
    base: int,
    title: str = "",
    lang: str = "zh",
    size: str = "slide",
    font: str | Path | None = None,
    reports: Iterable[Report] = (),
    breaks: Iterable[Break] = (),
) -> Chart:
    """Draw series relative to one year.

    Parameters
    ----------
    frame : DataFrame
        Observations.
    base : int
        The year that is 100. A series without a figure of it, or with zero, is not drawn, which
        is said; nor is what lies on the far side of a change of definition.
    ax, title, lang, size, font, reports, breaks
        As in :func:`tongbi.charts.trend`.

    Returns
    -------
    Chart
        What was drawn: six series at most, those with the most years.

    Raises
    ------
    UsageError
        When no series has a figure of the base year.
    """
    found = lines(frame, breaks)
    scaled = [line for line in (_rebased(line, base) for line in found) if line is not None]
    if not scaled:
        raise UsageError("charts.no-base", year=base)
    kept = {(n.issuer, n.place, n.indicator) for n in scaled}
    left = [n for n in found if (n.issuer, n.place, n.indicator) not in kept]
    total = len(scaled)
    scaled = sorted(scaled, key=lambda n: -len(n.points))[:_MOST]
    sources = Sources(reports)
    with settings():
        sheet = Sheet(theme(size, lang, font), ax)
        scale = value_scale([*lineplot.range_of(scaled), 100.0], "", lang, narrow=_NARROW)
        names = names_of(scaled, lang)
        lead = listed(list(dict.fromkeys(n.name(lang) for n in scaled)), lang)
        heading = heading_of(
            scaled,
            sources,
            lang,
            title=title or word("index_title", lang, label=lead, base=base),
            cut=scale.cut,
            extra=[
                word("fullest_only", lang, shown=_MOST, total=total) if total > _MOST else "",
                _dropped(left, base, lang) if left else "",
            ],
        )
        texts = [
            f"{name} {reader(n.points[-1].value, lang=lang)}"
            for name, n in zip(names, scaled, strict=True)
        ]
        axes, drawn = _draw(sheet, scaled, texts, heading, scale)
        return sheet.chart(
            "index", (axes,), drawn, heading, trend_alt(scaled, names, heading, lang)
        )


def _dropped(left: Sequence[Line], base: int, lang: str) -> str:
    names = listed(list(dict.fromkeys(n.name(lang) for n in left)), lang, most=2)
    return word("index_dropped", lang, base=base, names=names)


def _rebased(line: Line, base: int) -> Line | None:
    """Return the line as an index, without the years that a break parts from the base."""
    own = next((p for p in line.points if p.period == base), None)
    if own is None or own.value <= 0:
        return None
    first = max((year for year, _ in line.breaks if year <= base), default=line.first)
    last = min((year - 1 for year, _ in line.breaks if year > base), default=line.last)
    factor = 100 / own.value
    points = tuple(
        replace(p, value=p.value * factor, lower=p.lower * factor, upper=p.upper * factor)
        for p in line.points
        if first <= p.period <= last
    )
    return replace(line, unit="", points=points, others=(), breaks=())


def _draw(
    sheet: Sheet, scaled: Sequence[Line], texts: Sequence[str], heading: Heading, scale: Scale
) -> tuple[Axes, dict[str, list[Artist]]]:
    wide = min(sheet.theme.size.width * 0.32, max(sheet.width_of(t) for t in texts) + 0.02)
    ax = add_axes(sheet, sheet.head(heading), scale, right=wide + sheet.inches(0.2))
    write_years(sheet, ax, min(n.first for n in scaled), max(n.last for n in scaled))
    drawn: dict[str, list[Artist]] = {
        "base": [ax.axhline(100, color=MUTED, linewidth=1.2, zorder=1.5)]
    }
    for number, line in enumerate(scaled):
        for name, artists in lineplot.marks(sheet, ax, line, number).items():
            drawn.setdefault(name, []).extend(artists)
    ends = lineplot.end_labels(sheet, ax, list(zip(scaled, texts, strict=True)), wide)
    drawn.setdefault("labels", []).extend(ends["labels"])
    return ax, drawn
