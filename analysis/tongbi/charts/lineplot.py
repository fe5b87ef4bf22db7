"""Drawing lines into axes: segments, marks, bounds, breaks and labels, each its own step."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from tongbi.charts.amounts import bounded, digits_for
from tongbi.charts.canvas import wrap
from tongbi.charts.labels import Box, Wanted, place, spread
from tongbi.charts.theme import INK, MARKERS, MUTED, PALETTE
from tongbi.charts.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from tongbi.charts.canvas import Sheet
    from tongbi.charts.points import Line, Point

__all__ = ["breaks", "end_labels", "marks", "point_labels", "range_of"]

Drawn = dict[str, list["Artist"]]
Segment = tuple[tuple[float, float], tuple[float, float]]
_MARK = 0.52  # a mark's size, as a share of the letters'
_ARROW_SHARE = 0.06  # room that an open end's arrow gets, as a share of the values' spread
_ARROW = 4  # its length, in marks
_ALWAYS = 4  # first, last, highest, lowest


def range_of(lines: Sequence[Line]) -> list[float]:
    """Return every finite number that the lines' marks will reach, open ends included."""
    points = [p for line in lines for p in (*line.points, *line.others)]
    values = [p.value for p in points]
    arrow = _ARROW_SHARE * (max(values) - min(values))
    for point in points:
        if point.bounded:
            ends = ((point.lower, -arrow), (point.upper, arrow))
            values += [v if math.isfinite(v) else point.value + open_ for v, open_ in ends]
    return values


def marks(sheet: Sheet, ax: Axes, line: Line, number: int) -> Drawn:
    """Draw one line: its segments, a mark a year, and what other reports state.

    Parameters
    ----------
    sheet, ax
        Where to draw.
    line : Line
        What to draw; a year without a figure breaks the line.
    number : int
        Place among the lines of these axes: chooses colour and marker.

    Returns
    -------
    dict of str to list of Artist
        Under ``lines``, ``points``, ``implied``, ``bounds`` and ``restated``.
    """
    color, marker = PALETTE[number % len(PALETTE)], MARKERS[number % len(MARKERS)]
    size = sheet.theme.size.base * _MARK
    xs, ys = line.drawn()
    drawn: Drawn = {}
    if len(line.points) > 1:
        drawn["lines"] = [*ax.plot(xs, ys, color=color, linewidth=size * 0.32, zorder=3)]
    for name, implied in (("points", False), ("implied", True)):
        shown = [p for p in line.points if p.implied is implied]
        if shown:
            drawn[name] = [
                *ax.plot(
                    [p.period for p in shown],
                    [p.value for p in shown],
                    linestyle="none",
                    marker=marker,
                    markersize=size,
                    markerfacecolor="white" if implied else color,
                    markeredgecolor=color,
                    markeredgewidth=size * 0.18,
                    zorder=4,
                )
            ]
    drawn["bounds"] = [a for p in line.points if p.bounded for a in _bound(ax, p, color, size)]
    drawn["restated"] = [a for p in line.others for a in _restated(ax, line, p, color, size)]
    return {name: artists for name, artists in drawn.items() if artists}


def _bound(ax: Axes, point: Point, color: str, size: float) -> list[Artist]:
    """Draw how far the wording lets the figure reach: a whisker, or an arrow where it is open."""
    artists: list[Artist] = []
    for end, up in ((point.upper, True), (point.lower, False)):
        if math.isinf(end):
            arrow = ax.annotate(
                "",
                xy=(point.period, point.value),
                xytext=(0, size * (_ARROW if up else -_ARROW)),
                textcoords="offset points",
                arrowprops={"arrowstyle": "<-", "color": color, "shrinkA": 0, "shrinkB": size / 2},
                zorder=4,
            )
            artists.append(arrow)
        elif end != point.value:
            artists += ax.plot(
                [point.period, point.period],
                [point.value, end],
                color=color,
                linewidth=size * 0.2,
                marker="_",
                markevery=[1],
                markersize=size * 1.1,
                zorder=2.5,
            )
    return artists


def _restated(ax: Axes, line: Line, other: Point, color: str, size: float) -> list[Artist]:
    main = next(p for p in line.points if p.period == other.period)
    years = [main.period, other.period]
    joined = ax.plot(years, [main.value, other.value], color=color, linestyle=":", zorder=2)
    mark = ax.plot(
        [other.period],
        [other.value],
        linestyle="none",
        marker="D",
        markersize=size * 0.9,
        markerfacecolor="white",
        markeredgecolor=color,
        markeredgewidth=size * 0.18,
        zorder=4,
    )
    return [*mark, *joined]


def breaks(sheet: Sheet, ax: Axes, lines: Sequence[Line], *, small: float = 0.8) -> Drawn:
    """Draw a rule across the axes before each year from which a definition is new."""
    found: dict[int, list[str]] = {}
    for line in lines:
        for year, reason in line.breaks:
            text = reason or word("break_unspecified", sheet.theme.lang)
            found.setdefault(year, []).append(text)
    drawn: Drawn = {}
    for year, reasons in sorted(found.items()):
        rule = ax.axvline(year - 0.5, color=MUTED, linestyle=(0, (4, 3)), linewidth=1, zorder=1.5)
        text = word("item_joiner", sheet.theme.lang).join(dict.fromkeys(reasons))
        left = year > sum(ax.get_xlim()) / 2  # the label goes to the side that has more room
        label = ax.annotate(
            "\n".join(wrap(text, sheet.inches(9 * small), sheet, small)),
            xy=(year - 0.5, 1),
            xycoords=("data", "axes fraction"),
            xytext=(sheet.theme.size.base * (-0.3 if left else 0.3), -1),
            textcoords="offset points",
            ha="right" if left else "left",
            va="top",
            zorder=5,
            **sheet.theme.text(small, MUTED),
        )
        drawn.setdefault("breaks", []).append(rule)
        drawn.setdefault("break_labels", []).append(label)
    return drawn


def point_labels(
    sheet: Sheet, ax: Axes, line: Line, *, most: int, taken: Sequence[Artist] = (), small: float = 1
) -> Drawn:
    """Write the figures beside a line's points, as many as fit without touching anything.

    Where not all can be labelled the first, the last, the highest and the lowest go before the
    others; these four are always labelled.
    """
    lang = sheet.theme.lang
    shown = [*line.points, *line.others]
    digits = digits_for([p.value for p in shown], line.unit, lang=lang)
    texts = [
        bounded(p.value, line.unit if line.unit in "%‰" else "", p.bound, lang=lang, digits=digits)
        for p in shown
    ]
    order = _importance(line)
    extra = [*range(len(line.points), len(shown))]
    needed = [*order[: min(most, _ALWAYS)], *extra]
    chosen = list(dict.fromkeys([*needed, *order[: max(most - len(extra), 0)]]))
    dpi = sheet.figure.dpi
    spots = [tuple(ax.transData.transform((p.period, p.value))) for p in shown]
    wanted = [
        Wanted(
            x=float(spots[i][0]),
            y=float(spots[i][1]),
            width=sheet.width_of(texts[i], small) * dpi,
            height=sheet.inches(small * 1.2) * dpi,
            above=_above(line, i),
            needed=i in needed,
        )
        for i in chosen
    ]
    gap = 0.42 * sheet.inches(1) * dpi
    segments = [*_segments(ax, line), *_whiskers(sheet, ax, line)]
    placed = place(wanted, segments, _boxes(sheet, taken), _room(sheet, ax), gap)
    drawn: Drawn = {}
    for i, spot in zip(chosen, placed, strict=True):
        if spot is None:
            continue
        text = ax.annotate(
            texts[i],
            xy=(shown[i].period, shown[i].value),
            xytext=(spot.dx * 72 / dpi, spot.dy * 72 / dpi),
            textcoords="offset points",
            ha="center",
            va="center",
            zorder=6,
            annotation_clip=False,
            **sheet.theme.text(small, INK if i < len(line.points) else MUTED),
        )
        drawn.setdefault("labels", []).append(text)
    return drawn


def _importance(line: Line) -> list[int]:
    """Return the points' numbers, the ones that a reader looks for first."""
    values = [p.value for p in line.points]
    last = len(values) - 1
    first = [last, 0, values.index(max(values)), values.index(min(values))]
    return list(dict.fromkeys([*first, *range(len(values))]))


def _above(line: Line, i: int) -> bool:
    """Tell whether the label goes above: where the line does not rise from the point."""
    if i >= len(line.points):
        point = line.others[i - len(line.points)]
        return point.value >= next(p.value for p in line.points if p.period == point.period)
    by_year = {p.period: p.value for p in line.points}
    point = line.points[i]
    sides = [by_year.get(point.period + d, point.value) for d in (-1, 1)]
    return point.value * 2 >= sum(sides)


def _segments(ax: Axes, line: Line) -> list[Segment]:
    """Return the drawn pieces of the line, in pixels."""
    spots = [ax.transData.transform(xy) for xy in zip(*line.drawn(), strict=True)]
    ends = [(float(x), float(y)) for x, y in spots]
    return [(a, b) for a, b in pairwise(ends) if not math.isnan(a[1] + b[1])]


def _whiskers(sheet: Sheet, ax: Axes, line: Line) -> list[Segment]:
    """Return where bounds and arrows stand, in pixels."""
    arrow = _ARROW * sheet.theme.size.base * _MARK / 72 * sheet.figure.dpi
    out: list[Segment] = []
    for p in line.points:
        if not p.bounded:
            continue
        x, y = (float(v) for v in ax.transData.transform((p.period, p.value)))
        for end, open_ in ((p.lower, y - arrow), (p.upper, y + arrow)):
            finite = math.isfinite(end)
            top = float(ax.transData.transform((p.period, end))[1]) if finite else open_
            out.append(((x, y), (x, top)))
    return out


def _boxes(sheet: Sheet, artists: Sequence[Artist]) -> list[Box]:
    extents = [a.get_window_extent(sheet.renderer) for a in artists]
    return [Box(e.x0, e.y0, e.x1, e.y1) for e in extents]


def _room(sheet: Sheet, ax: Axes) -> Box:
    area = ax.get_window_extent()
    air = sheet.inches(1.2) * sheet.figure.dpi
    # No air at the left: the axis' own labels are there.
    return Box(area.x0, area.y0, area.x1 + air, area.y1 + air)


def end_labels(
    sheet: Sheet, ax: Axes, named: Sequence[tuple[Line, str]], room: float, *, small: float = 1
) -> Drawn:
    """Write each line's name and last figure at its right end, none over another.

    Parameters
    ----------
    sheet, ax
        Where to draw.
    named : sequence of (Line, str)
        The lines in the order of their colours, and the texts.
    room : float
        Width for a label, in inches; longer ones are broken into lines.
    small : float
        Letter size as a multiple of the base size.
    """
    dpi = sheet.figure.dpi
    texts = ["\n".join(wrap(text, room, sheet, small)) for _, text in named]
    heights = [sheet.inches((t.count("\n") + 1) * small * 1.34) * dpi for t in texts]
    ends = [ax.transData.transform((n.last, n.points[-1].value)) for n, _ in named]
    area = ax.get_window_extent()
    centres = spread([float(y) for _, y in ends], heights, area.y0, area.y1 + max(heights) / 2)
    drawn: Drawn = {}
    right = area.x1
    for i, (line, _) in enumerate(named):
        gap = (right - float(ends[i][0])) * 72 / dpi
        label = ax.annotate(
            texts[i],
            xy=(line.last, line.points[-1].value),
            xytext=(gap, (centres[i] - float(ends[i][1])) * 72 / dpi),
            textcoords="offset points",
            va="center",
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": PALETTE[i % len(PALETTE)],
                "linewidth": 0.7,
                "alpha": 0.6,
                "shrinkA": 1,
                "shrinkB": sheet.theme.size.base * 0.4,
            },
            linespacing=1.15,
            **sheet.theme.text(small, PALETTE[i % len(PALETTE)]),
        )
        drawn.setdefault("labels", []).append(label)
    return drawn
