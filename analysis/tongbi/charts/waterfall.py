"""The contribution chart: how the parts of a total made up its change, as a waterfall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongbi.charts.alt import described
from tongbi.charts.amounts import change as signed
from tongbi.charts.amounts import digits_for, reader
from tongbi.charts.canvas import Sheet
from tongbi.charts.groups import Pair, years_pairs
from tongbi.charts.heading import compose
from tongbi.charts.ladder import Reach, add_ladder, small_for, write_beside
from tongbi.charts.sources import Sources
from tongbi.charts.theme import CONTEXT, FALL, MUTED, RISE, settings, theme
from tongbi.charts.words import unit_name, word
from tongbi.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from tongbi.charts.canvas import Chart
    from tongbi.model import Report

__all__ = ["contribution"]

_NEGLIGIBLE = 1e-9
_VISIBLE = 0.15  # of the total; smaller moves are not seen beside bars that start at zero


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A row of the waterfall: a total that stands on zero, or a change between two heights."""

    name: str
    start: float
    end: float
    total: bool

    def text(self, lang: str, digits: int) -> str:
        if self.total:
            return reader(self.end, lang=lang, digits=digits)
        return signed(self.end - self.start, lang=lang, digits=digits)


def contribution(
    frame: pd.DataFrame,
    ax: Axes | None = None,
    *,
    total: str,
    parts: Sequence[str],
    year: int,
    title: str = "",
    lang: str = "zh",
    size: str = "slide",
    font: str | Path | None = None,
    reports: Iterable[Report] = (),
) -> Chart:
    """Draw how the parts' changes lead from last year's total to this year's.

    Parameters
    ----------
    frame : DataFrame
        Observations of one issuer.
    total : str
        Id of the total's indicator.
    parts : sequence of str
        Ids of the parts'. What they leave unexplained is a row of its own.
    year : int
        The later one of the two years.
    ax, title, lang, size, font, reports
        As in :func:`tongbi.charts.trend`.

    Returns
    -------
    Chart
        What was drawn.

    Raises
    ------
    UsageError
        When the total or a part lacks one of the two years, or has another unit or issuer.
    """
    pairs = years_pairs(frame[frame["indicator"].isin([total, *parts])], year - 1, year)
    whole, own = _checked(pairs, total, parts, year)
    steps = _steps(whole, own, year, lang)
    digits = digits_for([v for s in steps for v in (s.start, s.end)], lang=lang)
    sources = Sources(reports)
    unit = unit_name(whole.line.unit, lang)
    with settings():
        sheet = Sheet(theme(size, lang, font), ax)
        label = whole.line.name(lang)
        heading = compose(
            [whole.line.issuer],
            sources,
            lang,
            title=title
            or word("contribution_title", lang, label=label, prior=year - 1, period=year),
            extra=[word("unit", lang, unit=unit) if unit else ""],
            notes={"across_not_from_zero": _floor(steps) != 0},
            used=[(p.report, p.address) for pair in pairs for p in (pair.before, pair.after)],
        )
        axes, drawn = _draw(sheet, steps, digits, sheet.head(heading))
        items = [word("alt_item", lang, name=s.name, value=s.text(lang, digits)) for s in steps]
        alt = described("alt_contribution", heading, word("note_joiner", lang).join(items), lang)
        return sheet.chart("contribution", (axes,), drawn, heading, alt)


def _checked(
    pairs: Sequence[Pair], total: str, parts: Sequence[str], year: int
) -> tuple[Pair, list[Pair]]:
    found = {pair.line.indicator: pair for pair in pairs}
    lost = [name for name in (total, *parts) if name not in found]
    if lost:
        raise UsageError("charts.part-not-comparable", name=lost[0], first=year - 1, last=year)
    kinds = {(pair.line.issuer, pair.line.unit) for pair in pairs}
    if len(kinds) > 1 or len(pairs) > len(found):
        raise UsageError("charts.parts-differ")
    return found[total], [found[name] for name in parts]


def _steps(whole: Pair, parts: Sequence[Pair], year: int, lang: str) -> list[_Step]:
    level = whole.before.value
    first = word("year", lang, year=year - 1)
    steps = [_Step(name=first, start=0.0, end=level, total=True)]
    for pair in parts:
        after = level + pair.after.value - pair.before.value
        steps.append(_Step(name=pair.line.name(lang), start=level, end=after, total=False))
        level = after
    if abs(whole.after.value - level) > _NEGLIGIBLE * max(abs(level), 1.0):
        rest = word("remainder", lang)
        steps.append(_Step(name=rest, start=level, end=whole.after.value, total=False))
    last = word("year", lang, year=year)
    return [*steps, _Step(name=last, start=0.0, end=whole.after.value, total=True)]


def _floor(steps: Sequence[_Step]) -> float:
    """Return where the value axis starts: above zero where the changes could not be seen else."""
    ends = [v for step in steps for v in (step.start, step.end)]
    levels = [v for step in steps if not step.total for v in (step.start, step.end)]
    span = max(levels) - min(levels)
    if min(ends) < 0 or span == 0 or span > _VISIBLE * max(levels):
        return min(0.0, *ends)
    return min(levels) - span / 2


def _draw(
    sheet: Sheet,
    steps: Sequence[_Step],
    digits: int,
    room: tuple[float, float, float, float],
) -> tuple[Axes, dict[str, list[Artist]]]:
    lang = sheet.theme.lang
    small = small_for(sheet, room[3] * sheet.theme.size.height, len(steps))
    texts = [step.text(lang, digits) for step in steps]
    beside = max(sheet.width_of(text, small) for text in texts) + sheet.inches(0.6)
    floor = _floor(steps)
    high = max(v for step in steps for v in (step.start, step.end))
    reach = Reach(low=floor, high=high, right=beside)
    ax = add_ladder(sheet, room, [step.name for step in steps], reach, small=small)
    drawn: dict[str, list[Artist]] = {}
    for row, (step, text) in enumerate(zip(steps, texts, strict=True)):
        rises = step.end >= step.start
        color = CONTEXT if step.total else RISE if rises else FALL
        if step.total and floor > 0:  # a bar that is cut off would lie about its length
            dot = ax.plot([step.end], [row], marker="o", markersize=9, color=color, zorder=3)
            drawn.setdefault("totals", []).extend(dot)
        else:
            width = step.end - step.start
            bar = ax.barh(row, width, left=step.start, height=0.6, color=color, zorder=3)
            drawn.setdefault("bars", []).extend(bar)
        far = max(step.start, step.end)
        label = write_beside(sheet, ax, far, row, text, right=True, small=small)
        drawn.setdefault("labels", []).append(label)
        if row + 1 < len(steps):
            joint = ax.plot([step.end] * 2, [row + 0.3, row + 0.7], color=MUTED, linewidth=0.8)
            drawn.setdefault("joints", []).extend(joint)
    return ax, drawn
