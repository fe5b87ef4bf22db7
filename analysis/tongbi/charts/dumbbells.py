"""The dumbbell chart: last year and this, or target and result, a row an indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.charts.alt import described
from tongbi.charts.canvas import Sheet
from tongbi.charts.groups import count, panels_of, targets_pairs, texts_of, told, years_pairs
from tongbi.charts.heading import compose
from tongbi.charts.ladder import (
    Reach,
    add_ladder,
    rows_that_fit,
    small_for,
    write_beside,
    write_title,
)
from tongbi.charts.sources import Sources
from tongbi.charts.theme import ACCENT, CONTEXT, MUTED, settings, theme
from tongbi.charts.words import unit_name, word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from tongbi.charts.axes import Rectangle
    from tongbi.charts.canvas import Chart
    from tongbi.charts.groups import Panel
    from tongbi.model import Report

__all__ = ["dumbbell", "stacked"]

_HEAD = 2.2  # rows that a panel's title takes


def dumbbell(
    frame: pd.DataFrame,
    *,
    year: int,
    against: str = "prior",
    title: str = "",
    lang: str = "zh",
    size: str = "slide",
    font: str | Path | None = None,
    reports: Iterable[Report] = (),
) -> Chart:
    """Draw two figures of each indicator on one scale, a panel a unit.

    Parameters
    ----------
    frame : DataFrame
        Observations.
    year : int
        The year of the result.
    against : {"prior", "target"}
        What it is set against: the year before, or the target for the year.
    title, lang, size, font, reports
        As in :func:`tongbi.charts.trend`.

    Returns
    -------
    Chart
        What was drawn; the most moved indicators where there are more than fit, which is said.

    Raises
    ------
    UsageError
        When no indicator has both figures.
    """
    aims = against == "target"
    pairs = targets_pairs(frame, year) if aims else years_pairs(frame, year - 1, year)
    sources = Sources(reports)
    with settings():
        sheet = Sheet(theme(size, lang, font))
        panels = panels_of(pairs, size, rows_that_fit(size) // 2)
        shown = [pair for _, some in panels for pair in some]
        total = len(pairs)
        cut = word("top_only", lang, shown=count(panels), total=total) if len(shown) < total else ""
        key = "target_title" if aims else "dumbbell_title"
        heading = compose(
            (pair.line.issuer for pair in shown),
            sources,
            lang,
            title=title or word(key, lang, period=year, prior=year - 1),
            extra=[word("target_legend" if aims else "prior_legend", lang), cut],
            used=[(p.report, p.address) for pair in shown for p in (pair.before, pair.after)],
        )
        room = sheet.head(heading)
        drawn: dict[str, list[Artist]] = {}
        axes = tuple(
            _panel(sheet, place, panel, drawn)
            for place, panel in zip(stacked(sheet, room, panels), panels, strict=True)
        )
        alt = described("alt_dumbbell", heading, told(panels, lang), lang)
        return sheet.chart("dumbbell", axes, drawn, heading, alt)


def stacked(sheet: Sheet, room: Rectangle, panels: list[Panel]) -> list[Rectangle]:
    """Divide the room among the panels by their rows, one above the other."""
    left, bottom, width, height = room
    gap = sheet.inches(0.8) / sheet.theme.size.height
    free = height - gap * (len(panels) - 1)
    rows = [len(pairs) + _HEAD for _, pairs in panels]
    rooms = []
    top = bottom + height
    for own in rows:
        share = free * own / sum(rows)
        rooms.append((left, top - share, width, share))
        top -= share + gap
    return rooms


def _panel(sheet: Sheet, room: Rectangle, panel: Panel, drawn: dict[str, list[Artist]]) -> Axes:
    unit, pairs = panel
    lang = sheet.theme.lang
    label, room = write_title(
        sheet, room, word("unit", lang, unit=unit_name(unit, lang) or word("plain_number", lang))
    )
    drawn.setdefault("titles", []).append(label)
    texts = texts_of(unit, pairs, lang)
    small = small_for(sheet, room[3] * sheet.theme.size.height, len(pairs))
    beside = max(sheet.width_of(t, small) for both in texts for t in both) + sheet.inches(0.7)
    values = [p.value for pair in pairs for p in (pair.before, pair.after)]
    reach = Reach(low=min(values), high=max(values), left=beside, right=beside)
    ax = add_ladder(sheet, room, [pair.line.name(lang) for pair in pairs], reach, small=small)
    if min(values) > 0:
        ax.lines[0].remove()  # the zero line is not on this axis
    mark = sheet.theme.size.base * small * 0.6
    for row, (pair, (before, after)) in enumerate(zip(pairs, texts, strict=True)):
        a, b = pair.before.value, pair.after.value
        drawn.setdefault("bars", []).extend(ax.plot([a, b], [row, row], color=MUTED, linewidth=1.6))
        for name, x, face, shape in (("before", a, "white", "D"), ("after", b, ACCENT, "o")):
            edge = ACCENT if face == ACCENT else CONTEXT
            drawn.setdefault(name, []).extend(
                ax.plot(
                    [x],
                    [row],
                    marker=shape,
                    markersize=mark,
                    markerfacecolor=face,
                    markeredgecolor=MUTED if edge == CONTEXT else edge,
                    linestyle="none",
                    zorder=4,
                )
            )
        rising = b >= a
        ends = [(a, before, not rising), (b, after, rising)]
        if before == after:
            ends = [(b, after, True)]
        drawn.setdefault("labels", []).extend(
            write_beside(sheet, ax, x, row, text, right=right, small=small)
            for x, text, right in ends
        )
    return ax
