"""The slope chart: two years side by side, a line an indicator, a panel a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.charts.alt import described
from tongbi.charts.canvas import Sheet, wrap
from tongbi.charts.groups import count, panels_of, texts_of, told, years_pairs
from tongbi.charts.heading import compose
from tongbi.charts.labels import spread
from tongbi.charts.ladder import write_title
from tongbi.charts.sources import Sources
from tongbi.charts.theme import CONTEXT, FALL, INK, MUTED, RISE, settings, theme
from tongbi.charts.words import unit_name, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from tongbi.charts.axes import Rectangle
    from tongbi.charts.canvas import Chart
    from tongbi.charts.groups import Pair, Panel
    from tongbi.model import Report

__all__ = ["slope"]

_SMALL = (0.8, 0.7, 0.62)  # letter sizes to try
_MOST = {"slide": 10, "half": 10, "a4": 8, "phone": 8}


def slope(
    frame: pd.DataFrame,
    *,
    first: int,
    last: int,
    title: str = "",
    lang: str = "zh",
    size: str = "slide",
    font: str | Path | None = None,
    reports: Iterable[Report] = (),
) -> Chart:
    """Draw many indicators in two years, each as a line from the one to the other.

    Parameters
    ----------
    frame : DataFrame
        Observations.
    first, last : int
        The two years.
    title, lang, size, font, reports
        As in :func:`tongbi.charts.trend`.

    Returns
    -------
    Chart
        What was drawn; the most moved indicators where there are more than fit, which is said.

    Raises
    ------
    UsageError
        When no indicator has comparable figures of both years.
    """
    pairs = years_pairs(frame, first, last)
    sources = Sources(reports)
    with settings():
        sheet = Sheet(theme(size, lang, font))
        panels = panels_of(pairs, size, _MOST[size])
        shown = [pair for _, some in panels for pair in some]
        total = len(pairs)
        cut = word("top_only", lang, shown=count(panels), total=total) if len(shown) < total else ""
        heading = compose(
            (pair.line.issuer for pair in shown),
            sources,
            lang,
            title=title or word("slope_title", lang, period=last, prior=first),
            extra=[cut],
            notes={"slope_note": True},
            used=[(p.report, p.address) for pair in shown for p in (pair.before, pair.after)],
        )
        room = sheet.head(heading)
        drawn: dict[str, list[Artist]] = {}
        axes = tuple(
            _panel(sheet, place, panel, (first, last), drawn)
            for place, panel in zip(_columns(sheet, room, len(panels)), panels, strict=True)
        )
        alt = described("alt_slope", heading, told(panels, lang), lang)
        return sheet.chart("slope", axes, drawn, heading, alt)


def _columns(sheet: Sheet, room: Rectangle, panels: int) -> list[Rectangle]:
    left, bottom, width, height = room
    gap = sheet.inches(1.5) / sheet.theme.size.width
    own = (width - gap * (panels - 1)) / panels
    return [(left + i * (own + gap), bottom, own, height) for i in range(panels)]


def _panel(
    sheet: Sheet,
    room: Rectangle,
    panel: Panel,
    years: tuple[int, int],
    drawn: dict[str, list[Artist]],
) -> Axes:
    unit, pairs = panel
    lang = sheet.theme.lang
    label, room = write_title(
        sheet, room, word("unit", lang, unit=unit_name(unit, lang) or word("plain_number", lang))
    )
    drawn.setdefault("titles", []).append(label)
    texts = texts_of(unit, pairs, lang)
    small = _small(sheet, room, pairs, texts)
    wide = room[2] * sheet.theme.size.width
    left = max(sheet.width_of(before, small) for before, _ in texts) + sheet.inches(0.8)
    right = min(wide * 0.6, wide - left - sheet.inches(3))
    ax = _axes(sheet, room, years, left, right, small)
    values = [p.value for pair in pairs for p in (pair.before, pair.after)]
    air = (max(values) - min(values) or 1.0) * 0.06
    ax.set_ylim(min(values) - air, max(values) + air)
    for pair in pairs:
        a, b = pair.before.value, pair.after.value
        color = RISE if b > a else FALL if b < a else CONTEXT
        line = ax.plot([0, 1], [a, b], color=color, marker="o", markersize=4, clip_on=False)
        drawn.setdefault("lines", []).extend(line)
    befores = [(pair.before.value, before) for pair, (before, _) in zip(pairs, texts, strict=True)]
    afters = [
        (pair.after.value, _after(sheet, pair, after, right, small))
        for pair, (_, after) in zip(pairs, texts, strict=True)
    ]
    drawn.setdefault("labels", []).extend(_side(sheet, ax, befores, 0, small))
    drawn["labels"].extend(_side(sheet, ax, afters, 1, small))
    return ax


def _small(
    sheet: Sheet, room: Rectangle, pairs: Sequence[Pair], texts: Sequence[tuple[str, str]]
) -> float:
    """Return the largest letter size at which the names stand beside each other's lines."""
    high, wide = room[3] * sheet.theme.size.height, room[2] * sheet.theme.size.width * 0.6
    for small in _SMALL:
        named = [
            _after(sheet, p, after, wide, small) for p, (_, after) in zip(pairs, texts, strict=True)
        ]
        lines = sum(name.count("\n") + 1 for name in named)
        if sheet.inches(lines * small * 1.3) < high * 0.8:
            return small
    return _SMALL[-1]


def _after(sheet: Sheet, pair: Pair, text: str, room: float, small: float) -> str:
    name = pair.line.name(sheet.theme.lang)
    return "\n".join(wrap(f"{text} {name}", room - sheet.inches(0.6), sheet, small))


def _axes(
    sheet: Sheet, room: Rectangle, years: tuple[int, int], left: float, right: float, small: float
) -> Axes:
    width, height = sheet.theme.size.width, sheet.theme.size.height
    below = sheet.inches(small * 1.8)
    ax = sheet.figure.add_axes(
        (
            room[0] + left / width,
            room[1] + below / height,
            room[2] - (left + right) / width,
            room[3] - below / height,
        )
    )
    for spine in ax.spines.values():
        spine.set_visible(False)
    ax.set_xlim(0, 1)
    ax.set_yticks([])
    ax.set_xticks([0, 1], labels=[str(year) for year in years], **sheet.theme.text(small, MUTED))
    ax.tick_params(axis="x", length=0)
    for x in (0, 1):
        ax.axvline(x, color=CONTEXT, linewidth=0.8, zorder=1)
    return ax


def _side(
    sheet: Sheet, ax: Axes, named: Sequence[tuple[float, str]], x: int, small: float
) -> list[Artist]:
    """Write the figures along one side, moved apart where they would overlap."""
    dpi = sheet.figure.dpi
    heights = [sheet.inches((t.count("\n") + 1) * small * 1.3) * dpi for _, t in named]
    at = [float(ax.transData.transform((x, value))[1]) for value, _ in named]
    area = ax.get_window_extent()
    centres = spread(at, heights, area.y0, area.y1 + heights[0])
    gap = sheet.theme.size.base * small * (1.1 if x else -1.1)
    return [
        ax.annotate(
            text,
            xy=(x, value),
            xytext=(gap, (centre - own) * 72 / dpi),
            textcoords="offset points",
            ha="left" if x else "right",
            va="center",
            linespacing=1.1,
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": CONTEXT,
                "linewidth": 0.6,
                "shrinkA": 0,
                "shrinkB": 2,
                "relpos": (0 if x else 1, 0.5),
            },
            **sheet.theme.text(small, INK),
        )
        for (value, text), own, centre in zip(named, at, centres, strict=True)
    ]
