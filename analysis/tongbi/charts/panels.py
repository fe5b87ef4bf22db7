"""Small multiples: a panel a series, on a shared or its own value axis, in pages."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tongbi.charts import lineplot
from tongbi.charts.alt import trend_alt
from tongbi.charts.axes import add_axes, value_scale, write_years
from tongbi.charts.canvas import wrap
from tongbi.charts.heading import heading_of, names_of, with_unit
from tongbi.charts.theme import INK
from tongbi.charts.words import word
from tongbi.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from tongbi.charts.axes import Rectangle, Scale
    from tongbi.charts.canvas import Chart, Sheet
    from tongbi.charts.points import Line
    from tongbi.charts.sources import Sources

__all__ = ["pages", "small_multiples"]

_GRIDS = {"slide": (4, 3), "half": (2, 3), "a4": (3, 2), "phone": (1, 3)}  # columns, rows
_SMALL = 0.72
_NAMED = 3  # a title names so many indicators at most


def pages(count: int, size: str) -> int:
    """Return how many pages `count` panels take at a size."""
    columns, rows = _GRIDS[size]
    return max(math.ceil(count / (columns * rows)), 1)


def small_multiples(
    sheet: Sheet,
    lines: Sequence[Line],
    sources: Sources,
    *,
    title: str,
    shared: bool,
    page: int,
) -> Chart:
    """Draw one page of panels.

    Raises
    ------
    UsageError
        When the caller gave axes of their own, when there is no such page, or when series of
        different units should share an axis.
    """
    theme = sheet.theme
    total = pages(len(lines), theme.size.name)
    if sheet.ax is not None:
        raise UsageError("charts.too-many-series")
    if not 1 <= page <= total:
        raise UsageError("charts.no-page", page=page, pages=total)
    if shared and len({line.unit for line in lines}) > 1:
        raise UsageError("charts.units-differ")
    columns, rows = _GRIDS[theme.size.name]
    shown = lines[(page - 1) * columns * rows : page * columns * rows]
    columns = min(columns, len(shown))
    rows = math.ceil(len(shown) / columns)
    scales = [
        value_scale(lineplot.range_of(lines if shared else [n]), n.unit, theme.lang, steps=3)
        for n in shown
    ]
    extra = [word("page", theme.lang, page=page, pages=total)] if total > 1 else []
    cut = any(scale.cut for scale in scales)
    count = len({n.indicator for n in lines})
    if not title and count > _NAMED:
        title = word("panels_title", theme.lang, count=count)
    heading = heading_of(shown, sources, theme.lang, title=title, cut=cut, extra=extra)
    room = sheet.head(heading)
    names = names_of(shown, theme.lang)
    drawn: dict[str, list[Artist]] = {}
    axes = []
    for i, (line, scale) in enumerate(zip(shown, scales, strict=True)):
        cell = _cell(sheet, room, i, columns, rows)
        ax = _panel(sheet, line, with_unit(names[i], line.unit, theme.lang), cell, scale, drawn)
        axes.append(ax)
    return sheet.chart(
        "trend", tuple(axes), drawn, heading, trend_alt(shown, names, heading, theme.lang)
    )


def _cell(sheet: Sheet, room: Rectangle, i: int, columns: int, rows: int) -> Rectangle:
    left, bottom, width, height = room
    across, down = i % columns, i // columns
    gap_x, gap_y = (
        sheet.inches(1.2) / sheet.theme.size.width,
        sheet.inches(0.9) / sheet.theme.size.height,
    )
    cell_width = (width - gap_x * (columns - 1)) / columns
    cell_height = (height - gap_y * (rows - 1)) / rows
    return (
        left + across * (cell_width + gap_x),
        bottom + height - (down + 1) * cell_height - down * gap_y,
        cell_width,
        cell_height,
    )


def _panel(
    sheet: Sheet,
    line: Line,
    title: str,
    cell: Rectangle,
    scale: Scale,
    drawn: dict[str, list[Artist]],
) -> Axes:
    left, bottom, width, height = cell
    size = sheet.theme.size
    head = wrap(title, width * size.width, sheet, _SMALL * 1.1)[:2]
    above = sheet.inches(len(head) * _SMALL * 1.1 * 1.3 + 0.9)
    label = sheet.figure.text(
        left,
        bottom + height,
        "\n".join(head),
        va="top",
        linespacing=1.15,
        **sheet.theme.text(_SMALL * 1.1, INK),
    )
    ax = add_axes(sheet, (left, bottom, width, height - above / size.height), scale, small=_SMALL)
    write_years(sheet, ax, line.first, line.last, small=_SMALL)
    parts: list[dict[str, list[Artist]]] = [
        lineplot.breaks(sheet, ax, [line], small=_SMALL),
        lineplot.marks(sheet, ax, line, 0),
        {"titles": [label]},
    ]
    taken = parts[0].get("break_labels", [])
    parts.append(lineplot.point_labels(sheet, ax, line, most=2, taken=taken, small=_SMALL))
    for part in parts:
        for name, artists in part.items():
            drawn.setdefault(name, []).extend(artists)
    return ax
