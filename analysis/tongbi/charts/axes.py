"""The axes' furniture: rectangles measured for their tick labels, ticks in the reader's form."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.charts.amounts import tick
from tongbi.charts.theme import GRID, MUTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from tongbi.charts.canvas import Sheet

__all__ = ["Rectangle", "Scale", "add_axes", "value_scale", "write_years", "year_ticks"]

Rectangle = tuple[float, float, float, float]
"""Left, bottom, width and height in fractions of the figure."""

# Zero is left off an axis only where the values span less than this share of the largest one:
# counts seldom lose it, rates that live near a hundred percent mostly do.
_NARROW = {"%": 0.5, "‰": 0.5}
_NARROW_COUNT = 0.2
_STEPS = (1, 2, 2.5, 5, 10)  # distances of ticks that are easy to read between


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A value axis: its ends, its ticks, and whether it leaves zero out."""

    low: float
    high: float
    ticks: tuple[float, ...]
    labels: tuple[str, ...]

    @property
    def cut(self) -> bool:
        """Whether the axis starts elsewhere than at zero."""
        return self.low > 0 or self.high < 0

    def even(self) -> tuple[float, float, float]:
        """Return ends that fall on ticks, and the distance of ticks, for charts drawn elsewhere.

        Examples
        --------
        >>> value_scale([3171, 3602], "件", "zh").even()
        (3000.0, 3800.0, 200.0)
        """
        step = self.ticks[1] - self.ticks[0] if len(self.ticks) > 1 else self.high - self.low
        return math.floor(self.low / step) * step, math.ceil(self.high / step) * step, step


def value_scale(
    values: Sequence[float], unit: str, lang: str, *, steps: int = 5, narrow: float | None = None
) -> Scale:
    """Return an axis that holds all `values` with air above and below.

    Zero is on the axis unless all values lie in a narrow band far from it; a chart that leaves
    it out says so in its notes.

    Parameters
    ----------
    values : sequence of float
        Finite numbers.
    unit : str
        Their unit.
    lang : {"zh", "en"}
        The language of the tick labels.
    steps : int
        About how many ticks.
    narrow : float, optional
        Zero is left out where the values span less than this share of the largest; without it
        the unit decides.
    """
    from matplotlib.ticker import MaxNLocator

    least = _NARROW.get(unit, _NARROW_COUNT) if narrow is None else narrow
    low, high = min(values), max(values)
    spread = high - low
    # A handful of whole things is shown from zero: its axis would have fractions of them.
    few = spread < steps and all(v == int(v) for v in values)
    if spread == 0 or (low >= 0 and (few or spread > least * high)):
        low = min(low, 0.0)
    air = (high - low or abs(high) or 1.0) * 0.14
    bottom = low if low == 0 else low - air
    top = high + air
    if unit == "%" and high <= 100 < top:  # noqa: PLR2004 - a share ends at a hundred
        top = 100 + (100 - bottom) * 0.09
    ticks = [
        t
        for t in MaxNLocator(steps, steps=_STEPS, integer=few).tick_values(bottom, top)
        if bottom <= t <= top
    ]
    if unit == "%" and high <= 100:  # noqa: PLR2004
        ticks = [t for t in ticks if t <= 100]  # noqa: PLR2004
    labels = tuple(tick(float(t), unit, lang=lang) for t in ticks)
    return Scale(low=bottom, high=top, ticks=tuple(map(float, ticks)), labels=labels)


def add_axes(
    sheet: Sheet, room: Rectangle, scale: Scale, *, right: float = 0.0, small: float = 1.0
) -> Axes:
    """Put axes into `room`, leaving space for the value labels, the years and end labels.

    Parameters
    ----------
    sheet : Sheet
        The sheet, which may carry the caller's own axes instead.
    room : Rectangle
        Where the axes and their labels may be.
    scale : Scale
        The value axis.
    right : float
        Inches to keep free at the right for labels at the ends of lines.
    small : float
        Letter size of the tick labels as a multiple of the base size.
    """
    size = sheet.theme.size
    if sheet.ax is None:
        left, bottom, width, height = room
        gutter = max(sheet.width_of(text, small) for text in scale.labels) + sheet.inches(0.5)
        below = sheet.inches(small * 1.9)
        ax = sheet.figure.add_axes(
            (
                left + gutter / size.width,
                bottom + below / size.height,
                width - (gutter + right) / size.width,
                height - below / size.height,
            )
        )
    else:
        ax = sheet.ax
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.spines["bottom"].set_color(MUTED)
    ax.set_ylim(scale.low, scale.high)
    ax.set_yticks(scale.ticks, labels=scale.labels, **sheet.theme.text(small, MUTED))
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="y", color=GRID, linewidth=0.8)
    ax.set_axisbelow(True)
    return ax


def year_ticks(first: int, last: int, most: int) -> list[int]:
    """Return the years to write on an axis: all, or every second, fifth or tenth; the last always.

    Examples
    --------
    >>> year_ticks(2020, 2024, 8)
    [2020, 2021, 2022, 2023, 2024]
    >>> year_ticks(2000, 2024, 8)
    [2004, 2009, 2014, 2019, 2024]
    """
    step = next(s for s in (1, 2, 5, 10, 20, 50) if (last - first) // s + 1 <= max(most, 1))
    return list(range(last, first - 1, -step))[::-1]


def write_years(sheet: Sheet, ax: Axes, first: int, last: int, *, small: float = 1.0) -> None:
    """Give the axes years from `first` to `last`, half a year of air at either end."""
    ax.set_xlim(first - 0.5, last + 0.5)
    width = ax.get_window_extent().width / sheet.figure.dpi
    most = int(width / (sheet.width_of("2024", small) * 1.45))
    years = year_ticks(first, last, most)
    ax.set_xticks(years, labels=[str(y) for y in years], **sheet.theme.text(small, MUTED))
    ax.tick_params(axis="x", length=3, color=MUTED)
