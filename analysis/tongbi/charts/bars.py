"""The changes of one year as bars, sorted: counts in percent, rates in points."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongbi.charts.alt import described
from tongbi.charts.amounts import change as signed
from tongbi.charts.canvas import Sheet
from tongbi.charts.heading import compose, with_place
from tongbi.charts.ladder import (
    Reach,
    add_ladder,
    rows_that_fit,
    small_for,
    write_beside,
    write_title,
)
from tongbi.charts.sources import Sources
from tongbi.charts.theme import FALL, INK, RISE, settings, theme
from tongbi.charts.words import word
from tongbi.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from tongbi.charts.axes import Rectangle
    from tongbi.charts.canvas import Chart, Heading
    from tongbi.model import Report

__all__ = ["change_bars"]

_POINTS = "个百分点"
_SMALL_BASE = "small_base"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bar:
    """A change: a number, or a range where its figures are only bounded."""

    name: str
    unit: str
    value: float
    low: float
    high: float
    caveat: bool

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2 if math.isnan(self.value) else self.value

    def text(self, lang: str, *, short: bool = False) -> str:
        """Return the change with its unit; `short` leaves out the one that the title has."""
        mark = "*" if self.caveat else ""
        unit = "" if short and self.unit == _POINTS else self.unit
        if math.isnan(self.value):
            ends = [signed(v, unit, lang=lang) for v in (self.low, self.high)]
            return f"{ends[0]}～{ends[1]}{mark}"
        return signed(self.value, unit, lang=lang) + mark


def change_bars(
    changes: pd.DataFrame,
    ax: Axes | None = None,
    *,
    year: int,
    title: str = "",
    lang: str = "zh",
    size: str = "slide",
    font: str | Path | None = None,
    reports: Iterable[Report] = (),
) -> Chart:
    """Draw the changes of one year as bars, counts in percent apart from rates in points.

    Parameters
    ----------
    changes : DataFrame
        The frame of changes, as :func:`tongbi.change.yearly` makes it.
    ax : Axes, optional
        Axes to draw on; then the changes must be of one of the two sorts.
    year : int
        The later one of the two years compared.
    title, lang, size, font, reports
        As in :func:`tongbi.charts.trend`.

    Returns
    -------
    Chart
        What was drawn. The largest changes where there are more than fit, which is said.

    Raises
    ------
    UsageError
        When no change of that year can be had.
    """
    rows = changes[changes["period"] == year]
    panels = _panels(rows, lang)
    if not panels:
        raise UsageError("charts.no-change", first=year - 1, last=year)
    if ax is not None and len(panels) > 1:
        raise UsageError("charts.percent-and-points")
    sources = Sources(reports)
    with settings():
        sheet = Sheet(theme(size, lang, font), ax)
        total = sum(len(bars) for _, bars in panels)
        shown = _cut(panels, rows_that_fit(size), side_by_side=size == "slide")
        heading = _heading(rows, shown, total, year, sources, lang, title)
        room = sheet.head(heading)
        drawn: dict[str, list[Artist]] = {}
        rooms = _rooms(sheet, room, shown)
        axes = tuple(
            _panel(sheet, place, name, bars, drawn)
            for place, (name, bars) in zip(rooms, shown, strict=True)
        )
        listed = word("note_joiner", lang).join(
            word("alt_item", lang, name=bar.name, value=bar.text(lang))
            for _, bars in shown
            for bar in bars
        )
        alt = described("alt_bars", heading, listed, lang)
        return sheet.chart("bars", axes, drawn, heading, alt)


Panels = list[tuple[str, list[_Bar]]]


def _panels(rows: pd.DataFrame, lang: str) -> Panels:
    """Sort the changes into those in percent and those in points, the greatest rise first."""
    percent, points = [], []
    for row in rows.to_dict("records"):
        if row["change_unit"] == _POINTS:
            points.append(_bar(row, "change", _POINTS, lang))
        elif row["change_unit"] != "位":
            percent.append(_bar(row, "percent", "%", lang))
    panels = []
    for key, bars in (("change_percent", percent), ("change_points", points)):
        known = [bar for bar in bars if math.isfinite(bar.low) and math.isfinite(bar.high)]
        if known:
            ordered = sorted(known, key=lambda bar: (-bar.middle, bar.name))
            panels.append((word(key, lang), ordered))
    return panels


def _bar(row: dict[Any, Any], name: str, unit: str, lang: str) -> _Bar:
    label = row["label_en"] if lang == "en" and row["label_en"] else row["label"]
    return _Bar(
        name=with_place(label, row["place"], lang),
        unit=unit,
        value=float(row[name]),
        low=float(row[f"{name}_lower"]),
        high=float(row[f"{name}_upper"]),
        caveat=_SMALL_BASE in row["reason"],
    )


def _cut(panels: Panels, most: int, *, side_by_side: bool) -> Panels:
    """Keep the largest changes where there are more than fit, in their order."""
    share = most if side_by_side or len(panels) == 1 else most // 2
    out = []
    for name, bars in panels:
        kept = sorted(bars, key=lambda bar: (-abs(bar.middle), bar.name))[:share]
        out.append((name, [bar for bar in bars if bar in kept]))
    return out


def _heading(
    rows: pd.DataFrame,
    shown: Panels,
    total: int,
    year: int,
    sources: Sources,
    lang: str,
    title: str,
) -> Heading:
    bars = [bar for _, some in shown for bar in some]
    extra = word("top_only", lang, shown=len(bars), total=total) if len(bars) < total else ""
    return compose(
        (str(i) for i in rows["issuer"]),
        sources,
        lang,
        title=title or word("change_title", lang, year=year),
        extra=[extra],
        notes={
            "small_base": any(bar.caveat for bar in bars),
            "range_note": any(math.isnan(bar.value) for bar in bars),
            "whisker_note": any(bar.low < bar.value < bar.high for bar in bars),
        },
        used=[(str(r), "") for r in (*rows["prior_report"], *rows["report"])],
    )


def _rooms(sheet: Sheet, room: Rectangle, panels: Panels) -> list[Rectangle]:
    """Divide the room: side by side on a slide, else above each other by their rows."""
    left, bottom, width, height = room
    if len(panels) == 1:
        return [room]
    gap = sheet.inches(1.5)
    if sheet.theme.size.name == "slide":
        half = (width - gap / sheet.theme.size.width) / 2
        return [(left, bottom, half, height), (left + width - half, bottom, half, height)]
    free = height - gap / sheet.theme.size.height
    head = 2  # a panel's title takes about two rows
    rows = [len(bars) + head for _, bars in panels]
    upper = free * rows[0] / sum(rows)
    return [
        (left, bottom + height - upper, width, upper),
        (left, bottom, width, free - upper),
    ]


def _panel(
    sheet: Sheet,
    room: Rectangle,
    title: str,
    bars: Sequence[_Bar],
    drawn: dict[str, list[Artist]],
) -> Axes:
    lang = sheet.theme.lang
    if sheet.ax is None:
        label, room = write_title(sheet, room, title)
        drawn.setdefault("titles", []).append(label)
    # Where there is a title it names the unit, and a row has more room for its name.
    texts = [bar.text(lang, short=sheet.ax is None) for bar in bars]
    height = room[3] * sheet.theme.size.height
    most = max(len(bars), 6)  # a few bars stay bars, not slabs
    small = small_for(sheet, height, most)
    if sheet.ax is None and len(bars) < most:
        used = room[3] * len(bars) / most
        room = (room[0], room[1] + room[3] - used, room[2], used)
    beside = max(sheet.width_of(text, small) for text in texts) + sheet.inches(0.6)
    low = min(0.0, *(bar.low for bar in bars))
    high = max(0.0, *(bar.high for bar in bars))
    falls = any(bar.middle < 0 for bar in bars)
    rises = any(bar.middle >= 0 for bar in bars)
    reach = Reach(low=low, high=high, left=beside if falls else 0.0, right=beside if rises else 0.0)
    ax = add_ladder(sheet, room, [bar.name for bar in bars], reach, small=small)
    for row, bar in enumerate(bars):
        drawn.setdefault("bars", []).extend(_draw(ax, bar, row))
        end = bar.high if bar.middle >= 0 else bar.low
        right = bar.middle >= 0
        text = write_beside(sheet, ax, end, row, texts[row], right=right, small=small)
        drawn.setdefault("labels", []).append(text)
    return ax


def _draw(ax: Axes, bar: _Bar, row: int) -> list[Artist]:
    color = RISE if bar.middle >= 0 else FALL
    if math.isnan(bar.value):
        width = bar.high - bar.low
        return [
            *ax.barh(
                row,
                width,
                left=bar.low,
                height=0.5,
                facecolor="white",
                edgecolor=color,
                linewidth=1.4,
                zorder=3,
            )
        ]
    whisker = ax.plot([bar.low, bar.high], [row, row], color=INK, linewidth=1, zorder=4)
    return [*ax.barh(row, bar.value, height=0.62, color=color, zorder=3), *whisker]
