"""The trend chart: one or several series over the years, told no better than they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.charts import lineplot
from tongbi.charts.alt import trend_alt
from tongbi.charts.amounts import bounded
from tongbi.charts.axes import add_axes, value_scale, write_years
from tongbi.charts.canvas import Sheet
from tongbi.charts.heading import heading_of, names_of
from tongbi.charts.panels import small_multiples
from tongbi.charts.points import lines as lines_of
from tongbi.charts.sources import Sources
from tongbi.charts.theme import settings, theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from tongbi.charts.axes import Rectangle, Scale
    from tongbi.charts.canvas import Chart
    from tongbi.charts.points import Line
    from tongbi.model import Report
    from tongbi.series.breaks import Break

__all__ = ["trend"]

MOST_LINES = 6  # more than these cannot be told apart in one picture: they get panels


def trend(
    frame: pd.DataFrame,
    ax: Axes | None = None,
    *,
    title: str = "",
    lang: str = "zh",
    size: str = "slide",
    font: str | Path | None = None,
    reports: Iterable[Report] = (),
    breaks: Iterable[Break] = (),
    shared: bool = False,
    page: int = 1,
) -> Chart:
    """Draw series over the years.

    Series of one unit share the axes, up to six; more series, or several units, get a panel
    each. A year without a figure is a gap in the line. Bounds are open-ended marks, implied
    values hollow, figures that reports disagree on have both marks, and a change of definition
    is a rule across with its reason.

    Parameters
    ----------
    frame : DataFrame
        Observations, as :mod:`tongbi.series` makes them; every series in it is drawn.
    ax : Axes, optional
        Axes to draw on; then at most six series of one unit are drawn, and the words around
        the chart are in the record that is returned.
    title : str
        A title in place of the indicator's name.
    lang : {"zh", "en"}
        The language.
    size : {"slide", "half", "a4", "phone"}
        Where the picture is meant to go.
    font : str or Path, optional
        A font file in place of the bundled Noto Sans SC.
    reports : iterable of Report
        The registered reports: their titles go into the footer, and a fictional issuer is
        marked by them.
    breaks : iterable of Break, optional
        Breaks that a person marked; those that the observations' notes tell are found.
    shared : bool
        Whether panels share one value axis; otherwise each has its own.
    page : int
        Which page of the panels to draw, from 1.

    Returns
    -------
    Chart
        What was drawn.

    Raises
    ------
    UsageError
        When there is no whole-year figure, or `ax` cannot hold what the frame has.
    MissingGlyphError
        When the font cannot draw a character.
    """
    lines = lines_of(frame, breaks)
    sources = Sources(reports)
    with settings():
        sheet = Sheet(theme(size, lang, font), ax)
        if len(lines) > MOST_LINES or len({line.unit for line in lines}) > 1:
            return small_multiples(sheet, lines, sources, title=title, shared=shared, page=page)
        return _together(sheet, lines, sources, title)


def _together(sheet: Sheet, lines: Sequence[Line], sources: Sources, title: str) -> Chart:
    """Draw the lines into one pair of axes."""
    lang = sheet.theme.lang
    unit = lines[0].unit
    scale = value_scale(lineplot.range_of(lines), unit, lang)
    heading = heading_of(lines, sources, lang, title=title, cut=scale.cut)
    room = sheet.head(heading)
    names = [
        f"{name} {_last(line, lang)}"
        for line, name in zip(lines, names_of(lines, lang), strict=True)
    ]
    drawn = _draw(sheet, lines, names, room, scale)
    alt = trend_alt(lines, names_of(lines, lang), heading, lang)
    return sheet.chart("trend", (drawn[0],), drawn[1], heading, alt)


def _draw(
    sheet: Sheet, lines: Sequence[Line], names: Sequence[str], room: Rectangle, scale: Scale
) -> tuple[Axes, dict[str, list[Artist]]]:
    single = len(lines) == 1
    most = sheet.theme.size.width * 0.3
    wide = 0.0 if single else min(most, max(sheet.width_of(n) for n in names) + 0.02)
    right = 0.0 if single else wide + sheet.inches(0.2)
    ax = add_axes(sheet, room, scale, right=right)
    write_years(sheet, ax, min(n.first for n in lines), max(n.last for n in lines))
    drawn = lineplot.breaks(sheet, ax, lines)
    for number, line in enumerate(lines):
        _merge(drawn, lineplot.marks(sheet, ax, line, number))
    if single:
        taken = drawn.get("break_labels", ())
        most_labels = sheet.theme.size.labels
        _merge(drawn, lineplot.point_labels(sheet, ax, lines[0], most=most_labels, taken=taken))
    else:
        _merge(drawn, lineplot.end_labels(sheet, ax, list(zip(lines, names, strict=True)), wide))
    return ax, drawn


def _merge(into: dict[str, list[Artist]], more: Mapping[str, Sequence[Artist]]) -> None:
    """Add the artists of `more` to those of the same name in `into`."""
    for name, artists in more.items():
        into.setdefault(name, []).extend(artists)


def _last(line: Line, lang: str) -> str:
    point = line.points[-1]
    unit = line.unit if line.unit in "%‰" else ""
    return bounded(point.value, unit, point.bound, lang=lang)
