"""Horizontal axes with a name a row: what bars, dumbbells and waterfalls stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.charts.canvas import wrap
from tongbi.charts.theme import INK, MUTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from tongbi.charts.axes import Rectangle
    from tongbi.charts.canvas import Sheet

__all__ = ["Reach", "add_ladder", "rows_that_fit", "small_for", "write_beside", "write_title"]

_ROWS = {"slide": 16, "half": 16, "a4": 14, "phone": 10}
_NAME_SHARES = (0.45, 0.58)  # of the room's width, at most
_TWO_LINES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What the value axis must hold: data from `low` to `high`, and labels beside them.

    Attributes
    ----------
    low, high : float
        Ends of the data.
    left, right : float
        Inches that labels need beyond either end.
    """

    low: float
    high: float
    left: float = 0.0
    right: float = 0.0


def rows_that_fit(size: str) -> int:
    """Return how many rows stay readable in a picture of a size."""
    return _ROWS[size]


def small_for(sheet: Sheet, height: float, rows: int) -> float:
    """Return the letter size at which `rows` fit into `height` inches, 1 at most."""
    return min(1.0, max(height / (rows * sheet.inches(1.75)), 0.62))


def write_title(sheet: Sheet, room: Rectangle, text: str) -> tuple[Artist, Rectangle]:
    """Write a panel's title at the top of `room`; return it and what is left below."""
    left, bottom, width, height = room
    label = sheet.figure.text(left, bottom + height, text, va="top", **sheet.theme.text(1, INK))
    used = sheet.inches(1.9) / sheet.theme.size.height
    return label, (left, bottom, width, height - used)


def add_ladder(
    sheet: Sheet, room: Rectangle, names: Sequence[str], reach: Reach, *, small: float
) -> Axes:
    """Put axes into `room` with `names` down the left, the first one at the top.

    Parameters
    ----------
    sheet : Sheet
        The sheet, which may carry the caller's own axes instead.
    room : Rectangle
        Where axes and names may be.
    names : sequence of str
        One a row; long ones are broken into two lines where a row is high enough, else cut.
    reach : Reach
        The value axis.
    small : float
        Letter size of the names.
    """
    size = sheet.theme.size
    shown = _fitted(sheet, room, names, small)
    if sheet.ax is None:
        left, bottom, width, height = room
        gutter = max(sheet.width_of(line, small) for n in shown for line in n.split("\n"))
        inset = (gutter + sheet.inches(0.6)) / size.width
        ax = sheet.figure.add_axes((left + inset, bottom, width - inset, height))
    else:
        ax = sheet.ax
    for spine in ax.spines.values():
        spine.set_visible(False)
    ax.set_yticks(range(len(names)), labels=shown, linespacing=1.1, **sheet.theme.text(small, INK))
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)
    ax.set_xticks([])
    _fit(sheet, ax, reach)
    ax.axvline(0, color=MUTED, linewidth=1, zorder=2)
    return ax


def _fitted(sheet: Sheet, room: Rectangle, names: Sequence[str], small: float) -> list[str]:
    """Break the names into as many lines as a row has room for, and cut those that are longer.

    Names get more of the width where they would be cut otherwise.
    """
    size = sheet.theme.size
    row = room[3] * size.height / len(names)
    most = _TWO_LINES if row > sheet.inches(_TWO_LINES * small * 1.25) else 1
    for share in _NAME_SHARES:
        widest = room[2] * size.width * share
        broken = [wrap(name, widest, sheet, small) for name in names]
        if all(len(lines) <= most for lines in broken):
            break
    return [_cut(lines, most, widest, sheet, small) for lines in broken]


def _cut(lines: Sequence[str], most: int, widest: float, sheet: Sheet, small: float) -> str:
    if len(lines) <= most:
        return "\n".join(lines)
    last = " ".join(lines[most - 1 : most + 1]) if lines[0].isascii() else lines[most - 1]
    while sheet.width_of(f"{last}…", small) > widest and len(last) > 1:
        last = last[:-1].rstrip()
    return "\n".join([*lines[: most - 1], f"{last}…"])


def _fit(sheet: Sheet, ax: Axes, reach: Reach) -> None:
    """Set the ends of the value axis so that the labels' inches are free beyond the data."""
    wide = ax.get_window_extent().width / sheet.figure.dpi
    span = reach.high - reach.low or 1.0
    per_inch = span / max(wide - reach.left - reach.right, wide * 0.2)
    ax.set_xlim(reach.low - reach.left * per_inch, reach.high + reach.right * per_inch)


def write_beside(
    sheet: Sheet, ax: Axes, x: float, row: float, text: str, *, right: bool, small: float
) -> Artist:
    """Write `text` beside the point at `x` in a row, to the right of it or to the left."""
    return ax.annotate(
        text,
        xy=(x, row),
        xytext=(sheet.theme.size.base * small * (0.5 if right else -0.5), 0),
        textcoords="offset points",
        ha="left" if right else "right",
        va="center",
        annotation_clip=False,
        zorder=6,
        **sheet.theme.text(small, INK),
    )
